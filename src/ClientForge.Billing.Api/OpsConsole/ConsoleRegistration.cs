using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.OpsConsole;

public static class ConsoleRegistration
{
    private const string Style = "ClientForge.Billing.Api.OpsConsole.style.css";

    /// <summary>Server-rendered pages without script; forms are guarded by <see cref="ConsoleSession"/>.</summary>
    public static void AddOpsConsole(this IServiceCollection services) => services
        .AddRazorPages(pages => pages.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute()))
        .WithRazorPagesRoot("/OpsConsole");

    public static void MapOpsConsole(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorPages();
        endpoints.MapGet($"{ConsoleSession.Root}/style.css", SendStyle).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult SendStyle(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Stream(typeof(ConsoleRegistration).Assembly.GetManifestResourceStream(Style)!, "text/css");
    }
}
