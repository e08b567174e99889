using ClientForge.Billing.Services.Customers;
using FluentValidation;

namespace ClientForge.Billing.Api.Customers;

/// <summary>The account: its standing, and whom invoices go to.</summary>
public sealed record AccountResponse
{
    /// <summary><c>active</c>, <c>past_due</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>
    /// Why it is not <c>active</c>: <c>payment_failed</c>, <c>authentication_required</c>, <c>payment_method_refused</c>, or what a
    /// person gave as the reason of a suspension.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Of the last failed payment.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>What happens next, in order: with a time what comes by itself, without one what somebody has to do.</summary>
    public required IReadOnlyList<OutlookStep> Next { get; init; }

    public string? Email { get; init; }

    public required string Name { get; init; }

    public PostalAddress? Address { get; init; }

    public string? TaxId { get; init; }

    /// <summary>What the account is billed in; null before the first bill.</summary>
    public string? Currency { get; init; }

    /// <summary>Minor units; negative is credit.</summary>
    public required long Balance { get; init; }

    /// <summary>What is done about an unpaid invoice; null when there is none.</summary>
    public DunningResponse? Dunning { get; init; }

    public static AccountResponse Of(AccountView view) => new()
    {
        Status = view.Status,
        SuspendedAt = view.SuspendedAt,
        Reason = view.Outlook.Reason,
        DeclineCode = view.Outlook.DeclineCode,
        Next = view.Outlook.Next,
        Email = view.Customer?.Email,
        Name = view.Name,
        Address = view.Customer is { Country: not null } or { Line1: not null } or { City: not null } or { PostalCode: not null } ? AddressOf(view) : null,
        TaxId = view.Customer?.TaxId,
        Currency = view.Customer?.Currency,
        Balance = view.Customer?.Balance ?? 0,
        Dunning = view.Dunning is { } open ? new DunningResponse(open.InvoiceId, open.Attempts, open.MaxAttempts, open.NextRetryAt) : null,
    };

    private static PostalAddress AddressOf(AccountView view) => new()
    {
        Line1 = view.Customer!.Line1,
        Line2 = view.Customer.Line2,
        City = view.Customer.City,
        State = view.Customer.State,
        PostalCode = view.Customer.PostalCode,
        Country = view.Customer.Country,
    };
}

/// <summary>An invoice that failed to be paid.</summary>
/// <param name="InvoiceId">The one that failed first.</param>
/// <param name="Attempt">Tries so far.</param>
/// <param name="MaxAttempts">After so many there is no further one.</param>
/// <param name="NextRetryAt">Null when no try comes by itself any more.</param>
public sealed record DunningResponse(Guid InvoiceId, int Attempt, int MaxAttempts, DateTimeOffset? NextRetryAt);

/// <summary>What is to change; what is absent stays.</summary>
public sealed record AccountRequest
{
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>Replaces the whole address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>A VAT or other tax id; the empty string takes it away.</summary>
    public string? TaxId { get; init; }

    internal CustomerChange ToChange() => new() { Email = Email, Name = Name, Address = Address, TaxId = TaxId };
}

internal sealed class AccountRequestValidator : AbstractValidator<AccountRequest>
{
    public AccountRequestValidator()
    {
        RuleFor(request => request.Email).EmailAddress().MaximumLength(320);
        RuleFor(request => request.Name).Length(1, 200);
        RuleFor(request => request.TaxId).MaximumLength(50);
        RuleFor(request => request.Address!).ChildRules(address =>
        {
            address.RuleFor(value => value.Country).NotEmpty().Matches("^[A-Z]{2}$").WithMessage("Must be the two capital letters of ISO 3166.");
            address.RuleFor(value => value.Line1).MaximumLength(200);
            address.RuleFor(value => value.Line2).MaximumLength(200);
            address.RuleFor(value => value.City).MaximumLength(100);
            address.RuleFor(value => value.State).MaximumLength(100);
            address.RuleFor(value => value.PostalCode).MaximumLength(20);
        }).When(request => request.Address is not null);
    }
}
