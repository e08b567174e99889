namespace Stripe;

public class SetupIntentAutomaticPaymentMethodsOptions : INestedOptions
{
    public string AllowRedirects { get; set; }

    public bool? Enabled { get; set; }
}

public class SetupIntentMandateDataCustomerAcceptanceOfflineOptions : INestedOptions;

public class SetupIntentMandateDataCustomerAcceptanceOnlineOptions : INestedOptions
{
    public string IpAddress { get; set; }

    public string UserAgent { get; set; }
}

public class SetupIntentMandateDataCustomerAcceptanceOptions : INestedOptions
{
    public DateTime? AcceptedAt { get; set; }

    public SetupIntentMandateDataCustomerAcceptanceOfflineOptions Offline { get; set; }

    public SetupIntentMandateDataCustomerAcceptanceOnlineOptions Online { get; set; }

    public string Type { get; set; }
}

public class SetupIntentMandateDataOptions : INestedOptions
{
    public SetupIntentMandateDataCustomerAcceptanceOptions CustomerAcceptance { get; set; }
}

public class SetupIntentSingleUseOptions : INestedOptions
{
    public long? Amount { get; set; }

    public string Currency { get; set; }
}
