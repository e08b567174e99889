using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary>Usage: meters, their events and summaries.</summary>
internal sealed class MeterModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<Meter>("billing.meter", "meter")
            .IndexedBy(Meter.ActiveNameIndex, meter => meter.Status == "active" ? meter.EventName : null);
        sandbox.Table<MeterEvent>("billing.meter_event", "meter event")
            .IndexedBy(MeterReadings.Index, taken => MeterReadings.IndexKey(taken.Meter, taken.Customer))
            .IndexedBy(MeterEvent.IdentifierIndex, taken => taken.Identifier);
        sandbox.Post("/v1/billing/meters", MeterEndpoints.Create);
        sandbox.Get("/v1/billing/meters", MeterEndpoints.List);
        sandbox.Retrieve<Meter>("/v1/billing/meters");
        sandbox.Post("/v1/billing/meters/{id}", MeterEndpoints.Update);
        sandbox.Post("/v1/billing/meters/{id}/deactivate", MeterEndpoints.Deactivate);
        sandbox.Post("/v1/billing/meters/{id}/reactivate", MeterEndpoints.Reactivate);
        sandbox.Get("/v1/billing/meters/{id}/event_summaries", MeterSummaryEndpoint.List);
        sandbox.Post("/v1/billing/meter_events", MeterEventEndpoints.Create);
        sandbox.Post("/v1/billing/meter_event_adjustments", MeterEventEndpoints.Adjust);
    }
}
