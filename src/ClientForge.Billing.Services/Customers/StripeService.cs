using ClientForge.Billing.Data;
using ClientForge.Billing.Data.Customers;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using ClientForge.Billing.Services.Webhooks;
using Stripe;

namespace ClientForge.Billing.Services.Customers;

/// <summary>A set-up intent as a front end needs it; the secret is read from Stripe each time and stored nowhere.</summary>
public sealed record SetupIntentTicket(string SetupIntentId, string ClientSecret);

/// <summary>Customers and their payment methods at Stripe, and the door for Stripe's events.</summary>
public sealed class StripeService(
    Database database,
    CustomerRepository customers,
    StripeCommands commands,
    StripeClient stripe,
    WebhookSignature signature,
    WebhookIntake intake)
{
    /// <summary>
    /// The tenant's customer, made when there is none: ten callers at the same time get the same one. Given details that
    /// differ from the existing customer's replace them.
    /// </summary>
    /// <param name="context">On whose behalf.</param>
    /// <param name="email">Where invoices go; null keeps what is known.</param>
    /// <param name="name">On invoices; null takes the organization's for a new customer.</param>
    /// <param name="metadata">Further metadata for a new customer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BillingException">403 <c>tenant_unknown</c>; 409 or 422 when Stripe refuses the details; 502.</exception>
    public async Task<CustomerRow> CreateCustomerAsync(
        RequestContext context, string? email, string? name, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        var existing = await GetCustomerAsync(context.TenantId, cancellationToken);
        if (existing is null)
            return await CreateNewAsync(context, email, name, metadata, cancellationToken);
        var change = new CustomerChange { Email = Changed(email, existing.Email), Name = Changed(name, existing.Name) };
        return change is { Email: null, Name: null } ? existing : await UpdateCustomerAsync(context, change, cancellationToken);
    }

    /// <summary>The tenant's live customer; null when it has none.</summary>
    public Task<CustomerRow?> GetCustomerAsync(Guid tenantId, CancellationToken cancellationToken) =>
        database.InTenantAsync(tenantId, work => customers.FindLiveAsync(work, tenantId), cancellationToken);

    /// <summary>Changes the customer, creating it when there is none.</summary>
    /// <exception cref="BillingException">422 <c>tax_id_unknown_type</c>, <c>tax_id_invalid</c>; 403, 409, 502 as for the creation.</exception>
    public async Task<CustomerRow> UpdateCustomerAsync(RequestContext context, CustomerChange change, CancellationToken cancellationToken)
    {
        var customer = await GetCustomerAsync(context.TenantId, cancellationToken)
            ?? await CreateNewAsync(context, change.Email, change.Name, metadata: null, cancellationToken);
        var taxIdType = TaxIdType(change, customer);
        if (change.Email is not null || change.Name is not null || change.Address is not null)
            await RunAsync(context, "customer.update", MirroredTypes.Customer, _ => CustomerCalls.UpdateAsync(customer.StripeCustomerId, change), cancellationToken);
        if (change.TaxId is not null && TaxIdTypes.Normalize(change.TaxId) != (customer.TaxId ?? ""))
            await ReplaceTaxIdAsync(context, customer.StripeCustomerId, change.TaxId, taxIdType, cancellationToken);
        return (await GetCustomerAsync(context.TenantId, cancellationToken))!;
    }

    /// <summary>Attaches a payment method to the tenant's customer.</summary>
    /// <returns>Stripe's id of what is attached now: a test token such as <c>pm_card_visa</c> becomes a payment method of its own.</returns>
    /// <exception cref="BillingException">402 when the bank refuses it; 422 <c>payment_method_not_found</c>; 409 when it is another customer's.</exception>
    public async Task<string> AttachPaymentMethodAsync(RequestContext context, string stripePaymentMethodId, CancellationToken cancellationToken)
    {
        var customer = await CreateCustomerAsync(context, email: null, name: null, metadata: null, cancellationToken);
        var command = Command(
            context, "payment_method.attach", MirroredTypes.PaymentMethod, _ => CustomerCalls.AttachAsync(customer.StripeCustomerId, stripePaymentMethodId));
        var outcome = await commands.TryRunAsync(command, cancellationToken);
        if (outcome!.Intent is { State: "rejected", ErrorCode: "resource_missing" })
            throw BillingException.Invalid("payment_method_not_found", "paymentMethodId", "Stripe knows no such payment method.");
        return outcome.EnsureSucceeded();
    }

    /// <summary>Detaches a payment method for good.</summary>
    /// <exception cref="BillingException">409 when Stripe refuses; 502.</exception>
    public Task DetachPaymentMethodAsync(RequestContext context, string stripePaymentMethodId, CancellationToken cancellationToken) => RunAsync(
        context, "payment_method.detach", MirroredTypes.PaymentMethod, _ => CustomerCalls.DetachAsync(stripePaymentMethodId), cancellationToken);

    /// <summary>Makes a payment method the one that the customer's invoices are charged to.</summary>
    public Task SetDefaultPaymentMethodAsync(RequestContext context, string stripeCustomerId, string stripePaymentMethodId, CancellationToken cancellationToken) => RunAsync(
        context,
        "customer.set_default",
        MirroredTypes.Customer,
        _ => CustomerCalls.SetDefaultAsync(stripeCustomerId, stripePaymentMethodId),
        cancellationToken);

    /// <summary>A set-up intent for a front end that collects a new payment method.</summary>
    public async Task<SetupIntentTicket> CreateSetupIntentAsync(RequestContext context, CancellationToken cancellationToken)
    {
        var customer = await CreateCustomerAsync(context, email: null, name: null, metadata: null, cancellationToken);
        var command = Command(
            context, "payment_method.setup", "setup_intent", id => CustomerCalls.SetupAsync(customer.StripeCustomerId, id));
        var id = await commands.RunAsync(command, cancellationToken);
        try
        {
            var setup = await stripe.V1.SetupIntents.GetAsync(id, cancellationToken: cancellationToken);
            return new SetupIntentTicket(setup.Id, setup.ClientSecret);
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }

    /// <summary>Whether Stripe signed this body.</summary>
    /// <exception cref="BillingException">400 <c>webhook_signature_invalid</c>, <c>webhook_timestamp_invalid</c>.</exception>
    public void VerifyWebhookSignature(string payload, string? signatureHeader) => signature.Verify(payload, signatureHeader);

    /// <summary>Verifies an event and stores it durably; it is applied afterwards.</summary>
    /// <exception cref="BillingException">400 as for the signature, <c>webhook_body_invalid</c>; 503 <c>database_unavailable</c>.</exception>
    public Task HandleWebhookEventAsync(ReadOnlyMemory<byte> payload, string? signatureHeader, CancellationToken cancellationToken) =>
        intake.ReceiveAsync(payload, signatureHeader, cancellationToken);

    private static string? Changed(string? wanted, string? known) => wanted is null || wanted == known ? null : wanted;

    private static string? TaxIdType(CustomerChange change, CustomerRow customer)
    {
        if (string.IsNullOrEmpty(change.TaxId))
            return null;
        return TaxIdTypes.TypeOf(change.TaxId, change.Address?.Country ?? customer.Country)
            ?? throw BillingException.Invalid("tax_id_unknown_type", "taxId", "The kind of tax id cannot be told from its prefix or the address's country.");
    }

    private static StripeCommand Command(RequestContext context, string kind, string objectType, Func<Guid, Task<StripeCall>> call) => new()
    {
        Context = context,
        Kind = kind,
        ObjectType = objectType,
        Decide = async (_, id) => await call(id),
    };

    private Task<string?> RunAsync(RequestContext context, string kind, string objectType, Func<Guid, Task<StripeCall>> call, CancellationToken cancellationToken) =>
        commands.RunAsync(Command(context, kind, objectType, call), cancellationToken);

    private async Task<CustomerRow> CreateNewAsync(
        RequestContext context, string? email, string? name, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        var tenantId = context.TenantId;
        var (organization, spent) = await database.InTenantAsync(
            tenantId, async work => (await customers.FindOrganizationAsync(work, tenantId), await customers.CountSpentAsync(work, tenantId)), cancellationToken);
        if (organization is null)
            throw BillingException.Forbidden("tenant_unknown", "The CRM knows no such tenant.");

        // Not the caller's key: whoever comes first decides, and everybody else finds that decision.
        var shared = context with { OperationKey = $"customer:{spent}" };
        var command = new StripeCommand
        {
            Context = shared,
            Kind = "customer.create",
            ObjectType = MirroredTypes.Customer,
            Decide = async (work, id) => await customers.FindLiveAsync(work, tenantId) is null
                ? await CustomerCalls.CreateAsync(tenantId, id, email, name ?? organization, metadata)
                : null,
        };
        await commands.RunAsync(command, cancellationToken);
        return await GetCustomerAsync(tenantId, cancellationToken) ?? throw StripeErrors.OutcomeUnknown();
    }

    private async Task ReplaceTaxIdAsync(RequestContext context, string stripeCustomerId, string taxId, string? type, CancellationToken cancellationToken)
    {
        var present = await ListTaxIdsAsync(stripeCustomerId, cancellationToken);
        foreach (var old in present)
            await commands.RunAsync(
                Command(context, "customer.tax_id.delete", "tax_id", _ => CustomerCalls.DeleteTaxIdAsync(stripeCustomerId, old)) with { Step = old },
                cancellationToken);
        if (type is not null)
        {
            var outcome = await commands.TryRunAsync(
                Command(context, "customer.tax_id.create", "tax_id", _ => CustomerCalls.CreateTaxIdAsync(stripeCustomerId, type, TaxIdTypes.Normalize(taxId))),
                cancellationToken);
            if (outcome!.Intent.State == "rejected")
                throw BillingException.Invalid("tax_id_invalid", "taxId", outcome.Intent.ErrorMessage ?? "Stripe refused the tax id.");
            outcome.EnsureSucceeded();
        }

        await commands.RefreshAsync(MirroredTypes.Customer, stripeCustomerId, context, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> ListTaxIdsAsync(string stripeCustomerId, CancellationToken cancellationToken)
    {
        try
        {
            var list = await stripe.V1.Customers.TaxIds.ListAsync(stripeCustomerId, cancellationToken: cancellationToken);
            return [.. list.Data.Select(taxId => taxId.Id)];
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }
}
