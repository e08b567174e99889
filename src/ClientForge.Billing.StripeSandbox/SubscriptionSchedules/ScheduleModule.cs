using ClientForge.Billing.StripeSandbox.Http;

namespace ClientForge.Billing.StripeSandbox.SubscriptionSchedules;

/// <summary>Subscription schedules.</summary>
internal sealed class ScheduleModule : ISandboxModule
{
    public void Register(SandboxBuilder sandbox)
    {
        sandbox.Table<SubscriptionSchedule>("subscription_schedule", "subscription schedule")
            .IndexedBy(SubscriptionSchedule.CustomerIndex, schedule => schedule.Customer);
        sandbox.Post("/v1/subscription_schedules", ScheduleEndpoints.Create);
        sandbox.Get("/v1/subscription_schedules", ScheduleEndpoints.List);
        sandbox.Retrieve<SubscriptionSchedule>("/v1/subscription_schedules");
        sandbox.Post("/v1/subscription_schedules/{id}", ScheduleEndpoints.Update);
        sandbox.Post("/v1/subscription_schedules/{id}/release", ScheduleEndpoints.Release);
        sandbox.Post("/v1/subscription_schedules/{id}/cancel", ScheduleEndpoints.Cancel);
        sandbox.Due(ScheduleClock.StartKind, ScheduleClock.Start);
    }
}
