namespace ClientForge.Billing.Api.Hosting;

/// <summary>The service as one web application, for its own process and for tests alike.</summary>
public static class ApiHost
{
    private const int DefaultPort = 8080;

    /// <summary>Builds the service; starting it migrates the database first and only then listens.</summary>
    /// <param name="args">Command line; <c>--environment</c> and <c>--urls</c> are the usual ones.</param>
    /// <param name="configure">Runs after the standard configuration sources were added and before any setting is read.</param>
    /// <exception cref="InvalidSettingsException">A setting is missing or too weak for the environment.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ApiHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (builder.Environment.IsDevelopment())
            DevelopmentSettings.AddBeneath(builder.Configuration);
        configure?.Invoke(builder);
        StartupSettings.Check(builder.Configuration, builder.Environment);

        Listen(builder);
        builder.AddApiServices();
        var app = builder.Build();
        app.UseApiPipeline();
        return app;
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.Command;
            kestrel.Limits.MaxConcurrentConnections = 2_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        if (!string.IsNullOrEmpty(builder.Configuration["urls"]))
            return;
        // Outside development the service stands in a container, where loopback would be unreachable.
        var host = builder.Environment.IsDevelopment() ? "127.0.0.1" : "*";
        builder.WebHost.UseUrls($"http://{host}:{builder.Configuration.GetValue("BILLING_PORT", DefaultPort)}");
    }
}
