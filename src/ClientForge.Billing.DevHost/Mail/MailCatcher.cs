using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientForge.Billing.DevHost.Mail;

/// <summary>
/// Stands where a mail provider stands: takes mail by SMTP, delivers none of it, and shows it as JSON and as pages.
/// </summary>
public static class MailCatcher
{
    // Mail is foreign HTML: it may style itself, but neither run scripts nor fetch anything.
    private const string MailPolicy = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public static WebApplication Build(MailCatcherOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Address, options.HttpPort));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(_ => new MailStore(options.Folder, TimeProvider.System))
            .AddHostedService<SmtpListener>();
        var app = builder.Build();
        MapApi(app);
        MapPages(app);
        return app;
    }

    private static void MapApi(WebApplication app)
    {
        var messages = app.MapGroup("/api/messages");
        messages.MapGet("", (MailStore store) => store.All);
        messages.MapDelete("", async (MailStore store, CancellationToken cancellation) =>
        {
            await store.ClearAsync(cancellation);
            return TypedResults.NoContent();
        });
        messages.MapGet("/{id}", IResult (string id, MailStore store) =>
            store.Find(id) is { } mail ? TypedResults.Ok(mail) : TypedResults.NotFound());
        messages.MapGet("/{id}/source", IResult (string id, MailStore store) =>
            store.OpenSource(id) is { } source ? TypedResults.Stream(source, "message/rfc822") : TypedResults.NotFound());
        messages.MapGet("/{id}/attachments/{index:int}", IResult (string id, int index, MailStore store) =>
            store.FindAttachment(id, index) is var (about, content)
                ? TypedResults.File(content, about.ContentType, about.Name)
                : TypedResults.NotFound());
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("/", (MailStore store) => Page(MailPages.List(store.All)));
        app.MapGet("/messages/{id}", IResult (string id, MailStore store) =>
            store.Find(id) is { } mail ? Page(MailPages.One(mail)) : TypedResults.NotFound());
        app.MapGet("/messages/{id}/html", IResult (string id, MailStore store, HttpResponse response) =>
        {
            if (store.Find(id) is not { Html: { } html })
                return TypedResults.NotFound();
            response.Headers.ContentSecurityPolicy = MailPolicy;
            return Page(html);
        });
    }

    private static ContentHttpResult Page(string html) => TypedResults.Content(html, MediaTypeNames.Text.Html, Encoding.UTF8);
}
