using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientForge.Billing.StripeSandbox.Controls;

/// <summary>A control was used wrongly: 400, or 404 for what does not exist.</summary>
internal sealed class ControlError(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>The routes outside of <c>/v1</c>: controls under <c>/_sandbox</c> and the page at <c>/</c>. No key is asked for.</summary>
internal sealed class ControlPipeline(ControlRoutes routes, SandboxPages pages)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static bool Takes(string path) => path == "/" || path.StartsWith("/_sandbox", StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context, string path)
    {
        try
        {
            if (context.Request.Method == "GET" && pages.Render(path) is { } page)
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(page, context.RequestAborted);
                return;
            }

            await WriteAsync(context, 200, await routes.AnswerAsync(new ControlCall(context, path, Json)));
        }
        catch (ControlError error)
        {
            await WriteAsync(context, error.Status, new { error = error.Message });
        }
        catch (Wire.StripeError error)
        {
            await WriteAsync(context, error.Status, new { error = error.Message });
        }
        catch (Exception error) when (error is JsonException or BadHttpRequestException)
        {
            await WriteAsync(context, 400, new { error = "The body is not the JSON this control takes: " + error.Message });
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, body, body.GetType(), Json, context.RequestAborted);
    }
}

/// <summary>A call of a control.</summary>
internal sealed record ControlCall(HttpContext Context, string Path, JsonSerializerOptions Json)
{
    public string Route { get; } = Context.Request.Method + " " + Path.TrimEnd('/');

    /// <summary>The JSON body; an empty one is an empty object.</summary>
    public async Task<T> BodyAsync<T>()
        where T : new()
    {
        using var buffer = new MemoryStream();
        await Context.Request.Body.CopyToAsync(buffer, Context.RequestAborted);
        return buffer.Length == 0 ? new T() : JsonSerializer.Deserialize<T>(buffer.ToArray(), Json) ?? new T();
    }

    /// <summary>The last part of the path under <paramref name="prefix"/>; null when the path is another.</summary>
    public string? IdUnder(string prefix) =>
        Path.StartsWith(prefix, StringComparison.Ordinal) && Path.Length > prefix.Length && !Path.AsSpan(prefix.Length).Contains('/')
            ? Path[prefix.Length..]
            : null;
}
