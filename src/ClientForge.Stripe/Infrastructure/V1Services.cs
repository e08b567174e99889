namespace Stripe;

/// <summary>The services under <c>client.V1</c>, each made at its first use.</summary>
public class V1Services : Service
{
    private BalanceTransactionService _balanceTransactions;
    private BillingService _billing;
    private ChargeService _charges;
    private CouponService _coupons;
    private CreditNoteService _creditNotes;
    private CustomerService _customers;
    private DisputeService _disputes;
    private EventService _events;
    private InvoiceService _invoices;
    private InvoiceItemService _invoiceItems;
    private InvoicePaymentService _invoicePayments;
    private PaymentIntentService _paymentIntents;
    private PaymentMethodService _paymentMethods;
    private PriceService _prices;
    private ProductService _products;
    private PromotionCodeService _promotionCodes;
    private RefundService _refunds;
    private SetupIntentService _setupIntents;
    private SubscriptionService _subscriptions;
    private SubscriptionItemService _subscriptionItems;
    private SubscriptionScheduleService _subscriptionSchedules;
    private TaxIdService _taxIds;
    private TaxRateService _taxRates;
    private TestHelpersService _testHelpers;
    private WebhookEndpointService _webhookEndpoints;

    internal V1Services(IStripeClient client)
        : base(client)
    {
    }

    public virtual BalanceTransactionService BalanceTransactions => _balanceTransactions ??= new BalanceTransactionService(Client);

    public virtual BillingService Billing => _billing ??= new BillingService(Client);

    public virtual ChargeService Charges => _charges ??= new ChargeService(Client);

    public virtual CouponService Coupons => _coupons ??= new CouponService(Client);

    public virtual CreditNoteService CreditNotes => _creditNotes ??= new CreditNoteService(Client);

    public virtual CustomerService Customers => _customers ??= new CustomerService(Client);

    public virtual DisputeService Disputes => _disputes ??= new DisputeService(Client);

    public virtual EventService Events => _events ??= new EventService(Client);

    public virtual InvoiceService Invoices => _invoices ??= new InvoiceService(Client);

    public virtual InvoiceItemService InvoiceItems => _invoiceItems ??= new InvoiceItemService(Client);

    public virtual InvoicePaymentService InvoicePayments => _invoicePayments ??= new InvoicePaymentService(Client);

    public virtual PaymentIntentService PaymentIntents => _paymentIntents ??= new PaymentIntentService(Client);

    public virtual PaymentMethodService PaymentMethods => _paymentMethods ??= new PaymentMethodService(Client);

    public virtual PriceService Prices => _prices ??= new PriceService(Client);

    public virtual ProductService Products => _products ??= new ProductService(Client);

    public virtual PromotionCodeService PromotionCodes => _promotionCodes ??= new PromotionCodeService(Client);

    public virtual RefundService Refunds => _refunds ??= new RefundService(Client);

    public virtual SetupIntentService SetupIntents => _setupIntents ??= new SetupIntentService(Client);

    public virtual SubscriptionService Subscriptions => _subscriptions ??= new SubscriptionService(Client);

    public virtual SubscriptionItemService SubscriptionItems => _subscriptionItems ??= new SubscriptionItemService(Client);

    public virtual SubscriptionScheduleService SubscriptionSchedules => _subscriptionSchedules ??= new SubscriptionScheduleService(Client);

    public virtual TaxIdService TaxIds => _taxIds ??= new TaxIdService(Client);

    public virtual TaxRateService TaxRates => _taxRates ??= new TaxRateService(Client);

    public virtual TestHelpersService TestHelpers => _testHelpers ??= new TestHelpersService(Client);

    public virtual WebhookEndpointService WebhookEndpoints => _webhookEndpoints ??= new WebhookEndpointService(Client);
}
