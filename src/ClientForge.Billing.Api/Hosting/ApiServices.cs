using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Dev;
using ClientForge.Billing.Api.Errors;
using ClientForge.Billing.Api.Idempotency;
using ClientForge.Billing.Api.Jobs;
using ClientForge.Billing.Api.Observability;
using ClientForge.Billing.Api.OpenApi;
using ClientForge.Billing.Api.OpsConsole;
using ClientForge.Billing.Api.RateLimits;
using ClientForge.Billing.Data;
using ClientForge.Billing.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace ClientForge.Billing.Api.Hosting;

public static class ApiServices
{
    /// <summary>Registers everything the service consists of.</summary>
    public static void AddApiServices(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddApiObservability();
        services.AddEngineClock(builder.Environment);
        // Before what the features start: hosted services start in this order, and theirs need the schema.
        services.AddHostedService<SchemaAtStart>();
        services.AddBillingData(builder.Configuration.GetConnectionString("Billing")!);
        services.AddBillingServices(builder.Configuration);
        services.AddDevTools(builder.Environment);
        services.AddApiJobs(builder.Configuration);

        services.AddApiAuth(builder.Configuration);
        services.AddApiErrors();
        services.AddApiDescription();
        services.AddOpsConsole();
        services.AddApiHealth();
        services.AddSingleton<RateLimiter>();
        services.AddOptions<RateLimitOptions>().Bind(builder.Configuration.GetSection(RateLimitOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddValidators(typeof(ApiServices).Assembly);
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddControllers(mvc =>
            {
                mvc.Filters.Add<ValidationFilter>();
                SpeakJsonOnly(mvc);
                UnreadableRequest.UseOwnMessages(mvc.ModelBindingMessageProvider);
            })
            .ConfigureApiBehaviorOptions(api => api.InvalidModelStateResponseFactory = UnreadableRequest.Answer)
            .AddJsonOptions(json => ApiJson.Configure(json.JsonSerializerOptions))
            .AddDevRoutes(builder.Environment);
    }

    private static void SpeakJsonOnly(MvcOptions mvc)
    {
        mvc.OutputFormatters.RemoveType<StringOutputFormatter>();
        foreach (var formatter in mvc.OutputFormatters.OfType<SystemTextJsonOutputFormatter>())
            formatter.SupportedMediaTypes.Remove("text/json");
        foreach (var formatter in mvc.InputFormatters.OfType<SystemTextJsonInputFormatter>())
        {
            formatter.SupportedMediaTypes.Remove("text/json");
            formatter.SupportedMediaTypes.Remove("application/*+json");
        }
    }

    private static void AddApiErrors(this IServiceCollection services)
    {
        // In front of the framework's own writers, of which the first that can write does.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemWriter>());
        services.AddSingleton<KeptBodies>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = problem => Problems.Complete(problem.HttpContext, problem.ProblemDetails));
        services.AddExceptionHandler<BillingExceptionHandler>();
    }
}
