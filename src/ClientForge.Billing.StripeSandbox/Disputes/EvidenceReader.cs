using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Disputes;

/// <summary>Reads the <c>evidence</c> of a dispute over what is there already.</summary>
internal static class EvidenceReader
{
    public static DisputeEvidence Read(Params asked, DisputeEvidence current)
    {
        asked.Ignore("enhanced_evidence");
        return current with
        {
            AccessActivityLog = Text(asked, "access_activity_log", current.AccessActivityLog),
            BillingAddress = Text(asked, "billing_address", current.BillingAddress),
            CancellationPolicy = Text(asked, "cancellation_policy", current.CancellationPolicy),
            CancellationPolicyDisclosure = Text(asked, "cancellation_policy_disclosure", current.CancellationPolicyDisclosure),
            CancellationRebuttal = Text(asked, "cancellation_rebuttal", current.CancellationRebuttal),
            CustomerCommunication = Text(asked, "customer_communication", current.CustomerCommunication),
            CustomerEmailAddress = Text(asked, "customer_email_address", current.CustomerEmailAddress),
            CustomerName = Text(asked, "customer_name", current.CustomerName),
            CustomerPurchaseIp = Text(asked, "customer_purchase_ip", current.CustomerPurchaseIp),
            CustomerSignature = Text(asked, "customer_signature", current.CustomerSignature),
            DuplicateChargeDocumentation = Text(asked, "duplicate_charge_documentation", current.DuplicateChargeDocumentation),
            DuplicateChargeExplanation = Text(asked, "duplicate_charge_explanation", current.DuplicateChargeExplanation),
            DuplicateChargeId = Text(asked, "duplicate_charge_id", current.DuplicateChargeId),
            ProductDescription = Text(asked, "product_description", current.ProductDescription),
            Receipt = Text(asked, "receipt", current.Receipt),
            RefundPolicy = Text(asked, "refund_policy", current.RefundPolicy),
            RefundPolicyDisclosure = Text(asked, "refund_policy_disclosure", current.RefundPolicyDisclosure),
            RefundRefusalExplanation = Text(asked, "refund_refusal_explanation", current.RefundRefusalExplanation),
            ServiceDate = Text(asked, "service_date", current.ServiceDate),
            ServiceDocumentation = Text(asked, "service_documentation", current.ServiceDocumentation),
            ShippingAddress = Text(asked, "shipping_address", current.ShippingAddress),
            ShippingCarrier = Text(asked, "shipping_carrier", current.ShippingCarrier),
            ShippingDate = Text(asked, "shipping_date", current.ShippingDate),
            ShippingDocumentation = Text(asked, "shipping_documentation", current.ShippingDocumentation),
            ShippingTrackingNumber = Text(asked, "shipping_tracking_number", current.ShippingTrackingNumber),
            UncategorizedFile = Text(asked, "uncategorized_file", current.UncategorizedFile),
            UncategorizedText = Text(asked, "uncategorized_text", current.UncategorizedText),
        };
    }

    private static string? Text(Params asked, string name, string? current) => asked.Text(name, 20_000).Or(current);
}
