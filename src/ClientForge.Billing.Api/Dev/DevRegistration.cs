namespace ClientForge.Billing.Api.Dev;

public static class DevRegistration
{
    /// <summary>The engine's <see cref="TimeProvider"/>: the system's clock, or in Development one that can be advanced.</summary>
    public static void AddEngineClock(this IServiceCollection services, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            services.AddSingleton<EngineClock>();
            services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<EngineClock>());
        }
        else
        {
            services.AddSingleton(TimeProvider.System);
        }
    }

    public static void AddDevTools(this IServiceCollection services, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            return;
        services.AddSingleton<ClockFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<ClockFollower>());
        services.AddHttpClient<SandboxClock>(http => http.Timeout = TimeSpan.FromMinutes(5));
        services.AddTransient<TimeAdvance>();
        services.AddSingleton<DevTokens>();
        services.AddSingleton<DevTenants>();
    }

    public static void AddDevRoutes(this IMvcBuilder mvc, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            mvc.ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new WithoutDevelopmentRoutes()));
    }

    /// <summary>A replica that has not yet heard of an advance would refuse the signature of a webhook as one from the future.</summary>
    public static void UseClockOfWebhooks(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api/v1/billing/webhooks"), branch => branch.Use(async (context, next) =>
        {
            await context.RequestServices.GetRequiredService<ClockFollower>().RefreshAsync(context.RequestAborted);
            await next(context);
        }));
    }
}
