using Stripe.Infrastructure;

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

    internal V1Services(ApiRequestor requestor)
        : base(requestor)
    {
    }

    public virtual BalanceTransactionService BalanceTransactions => _balanceTransactions ??= new BalanceTransactionService(Requestor);

    public virtual BillingService Billing => _billing ??= new BillingService(Requestor);

    public virtual ChargeService Charges => _charges ??= new ChargeService(Requestor);

    public virtual CouponService Coupons => _coupons ??= new CouponService(Requestor);

    public virtual CreditNoteService CreditNotes => _creditNotes ??= new CreditNoteService(Requestor);

    public virtual CustomerService Customers => _customers ??= new CustomerService(Requestor);

    public virtual DisputeService Disputes => _disputes ??= new DisputeService(Requestor);

    public virtual EventService Events => _events ??= new EventService(Requestor);

    public virtual InvoiceService Invoices => _invoices ??= new InvoiceService(Requestor);

    public virtual InvoiceItemService InvoiceItems => _invoiceItems ??= new InvoiceItemService(Requestor);

    public virtual InvoicePaymentService InvoicePayments => _invoicePayments ??= new InvoicePaymentService(Requestor);

    public virtual PaymentIntentService PaymentIntents => _paymentIntents ??= new PaymentIntentService(Requestor);

    public virtual PaymentMethodService PaymentMethods => _paymentMethods ??= new PaymentMethodService(Requestor);

    public virtual PriceService Prices => _prices ??= new PriceService(Requestor);

    public virtual ProductService Products => _products ??= new ProductService(Requestor);

    public virtual PromotionCodeService PromotionCodes => _promotionCodes ??= new PromotionCodeService(Requestor);

    public virtual RefundService Refunds => _refunds ??= new RefundService(Requestor);

    public virtual SetupIntentService SetupIntents => _setupIntents ??= new SetupIntentService(Requestor);

    public virtual SubscriptionService Subscriptions => _subscriptions ??= new SubscriptionService(Requestor);

    public virtual SubscriptionItemService SubscriptionItems => _subscriptionItems ??= new SubscriptionItemService(Requestor);

    public virtual SubscriptionScheduleService SubscriptionSchedules => _subscriptionSchedules ??= new SubscriptionScheduleService(Requestor);

    public virtual TaxIdService TaxIds => _taxIds ??= new TaxIdService(Requestor);

    public virtual TaxRateService TaxRates => _taxRates ??= new TaxRateService(Requestor);

    public virtual TestHelpersService TestHelpers => _testHelpers ??= new TestHelpersService(Requestor);

    public virtual WebhookEndpointService WebhookEndpoints => _webhookEndpoints ??= new WebhookEndpointService(Requestor);
}
