using ClientForge.Billing.Data.PaymentMethods;
using ClientForge.Billing.Services.Customers;
using ClientForge.Billing.Services.Errors;
using ClientForge.Billing.Services.StripeApi;
using Stripe;

namespace ClientForge.Billing.Services.PaymentMethods;

/// <summary>What the bank says of a payment method.</summary>
/// <param name="Status"><c>succeeded</c>, <c>requires_action</c> or <c>failed</c>.</param>
/// <param name="ClientSecret">For <c>requires_action</c>: what the front end authenticates with; stored nowhere.</param>
/// <param name="DeclineCode">For <c>failed</c>, as far as the payer may see it.</param>
public sealed record VerificationResult(string Status, string? ClientSecret = null, string? DeclineCode = null);

/// <summary>Asks the bank, without a charge, whether a payment method may be charged off session; 3-D Secure where it wants it.</summary>
public sealed class PaymentMethodVerification(StripeCommands commands, StripeClient stripe)
{
    /// <exception cref="BillingException">409; 502.</exception>
    public async Task<VerificationResult> VerifyAsync(RequestContext context, PaymentMethodRow row, CancellationToken cancellationToken)
    {
        var command = new StripeCommand
        {
            Context = context,
            Kind = "payment_method.verify",
            ObjectType = "setup_intent",
            Step = row.Id.ToString(),
            Decide = async (_, id) => await CustomerCalls.VerifyAsync(row.StripeCustomerId, row.StripePaymentMethodId, id),
        };
        var outcome = (await commands.TryRunAsync(command, cancellationToken))!;
        if (outcome.Intent is { State: "rejected", ErrorType: "card_error" } refused)
            return new VerificationResult("failed", DeclineCode: StripeErrors.Shown(refused.DeclineCode ?? refused.ErrorCode));
        return await ReadAsync(outcome.EnsureSucceeded(), cancellationToken);
    }

    private async Task<VerificationResult> ReadAsync(string setupIntentId, CancellationToken cancellationToken)
    {
        try
        {
            var setup = await stripe.V1.SetupIntents.GetAsync(setupIntentId, cancellationToken: cancellationToken);
            return setup.Status switch
            {
                "succeeded" => new VerificationResult("succeeded"),
                "requires_action" or "processing" or "requires_confirmation" => new VerificationResult("requires_action", setup.ClientSecret),
                _ => new VerificationResult("failed", DeclineCode: StripeErrors.Shown(setup.LastSetupError?.DeclineCode ?? setup.LastSetupError?.Code)),
            };
        }
        catch (StripeException e)
        {
            throw StripeErrors.Translate(e);
        }
    }
}
