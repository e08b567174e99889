using ClientForge.Billing.Services;
using ClientForge.Billing.Services.Invoices;
using FluentValidation;

namespace ClientForge.Billing.Api.Invoices;

/// <summary>An invoice that a person writes.</summary>
public sealed record ManualInvoiceRequest
{
    public string? Currency { get; init; }

    public IReadOnlyList<ManualItemRequest>? Items { get; init; }

    /// <summary>The customer pays by itself within so many days; absent: the payment method on file is charged.</summary>
    public int? DueDays { get; init; }

    /// <summary>Finalized by itself an hour later; otherwise it stays a draft.</summary>
    public bool AutoAdvance { get; init; }

    public ManualInvoice ToInvoice() => new()
    {
        Currency = Services.Currency.Get(Currency!),
        Items = [.. Items!.Select(item => item.ToItem())],
        DueDays = DueDays,
        AutoAdvance = AutoAdvance,
    };
}

/// <summary>A line that a person puts on an invoice.</summary>
public sealed record ManualItemRequest
{
    public string? Description { get; init; }

    public long Quantity { get; init; } = 1;

    /// <summary>Minor units of the invoice's currency; negative for a credit.</summary>
    public long? UnitAmount { get; init; }

    /// <summary>Carries the tax of the customer's address.</summary>
    public bool Taxable { get; init; } = true;

    public ManualItem ToItem() => new() { Description = Description!, Quantity = Quantity, UnitAmount = UnitAmount!.Value, Taxable = Taxable };
}

/// <summary>Further lines for a draft.</summary>
public sealed record ManualItemsRequest
{
    public IReadOnlyList<ManualItemRequest>? Items { get; init; }
}

/// <summary>Money that came another way than through Stripe.</summary>
public sealed record PaidOutOfBandRequest
{
    /// <summary>True: nothing is charged, the invoice is noted as paid.</summary>
    public bool? PaidOutOfBand { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Whether a mail went into the outbox.</summary>
/// <param name="Queued">False when the customer has no address, or the same order has sent it before.</param>
public sealed record InvoiceSentResponse(bool Queued);

internal sealed class ManualItemRequestValidator : AbstractValidator<ManualItemRequest>
{
    // Stripe takes eight digits (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
    private const long LargestAmount = 99_999_999;

    public ManualItemRequestValidator()
    {
        RuleFor(item => item.Description).NotEmpty().MaximumLength(500);
        RuleFor(item => item.Quantity).InclusiveBetween(1, 1_000_000);
        RuleFor(item => item.UnitAmount).NotNull().InclusiveBetween(-LargestAmount, LargestAmount);
        RuleFor(item => item).Must(item => Math.Abs((decimal)(item.UnitAmount ?? 0) * item.Quantity) <= LargestAmount)
            .OverridePropertyName(item => item.UnitAmount).WithMessage("The line's amount is larger than Stripe takes.");
    }
}

internal sealed class ManualInvoiceRequestValidator : AbstractValidator<ManualInvoiceRequest>
{
    internal const int MaxItems = 100;

    public ManualInvoiceRequestValidator()
    {
        RuleFor(invoice => invoice.Currency).NotNull().Must(code => code is not null && Currency.TryGet(code, out _))
            .WithMessage("A currency is wanted, such as usd.");
        RuleFor(invoice => invoice.Items).NotEmpty().Must(items => items is null || items.Count <= MaxItems)
            .WithMessage($"From 1 to {MaxItems} items are wanted.");
        RuleForEach(invoice => invoice.Items).NotNull().SetValidator(new ManualItemRequestValidator());
        RuleFor(invoice => invoice.DueDays).InclusiveBetween(0, 365);
    }
}

internal sealed class ManualItemsRequestValidator : AbstractValidator<ManualItemsRequest>
{
    public ManualItemsRequestValidator()
    {
        RuleFor(request => request.Items).NotEmpty().Must(items => items is null || items.Count <= ManualInvoiceRequestValidator.MaxItems)
            .WithMessage($"From 1 to {ManualInvoiceRequestValidator.MaxItems} items are wanted.");
        RuleForEach(request => request.Items).NotNull().SetValidator(new ManualItemRequestValidator());
    }
}

internal sealed class PaidOutOfBandRequestValidator : AbstractValidator<PaidOutOfBandRequest>
{
    public PaidOutOfBandRequestValidator()
    {
        RuleFor(request => request.PaidOutOfBand).Equal(true).WithMessage("Only a payment out of band is noted here; for a charge, use retry.");
        RuleFor(request => request.Reason).NotEmpty().MaximumLength(500);
    }
}
