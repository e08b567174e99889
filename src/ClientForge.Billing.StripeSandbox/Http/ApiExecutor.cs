using System.Text.Json;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Time;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Http;

/// <summary>Executes a call: finds the endpoint, decodes the parameters, runs it as one unit of work, renders the outcome.</summary>
internal sealed partial class ApiExecutor(RouteTable routes, WorkRunner runner, Expander expander, SandboxClock clock, ILogger<ApiExecutor> log)
{
    /// <summary>Runs the call; every failure becomes an answer.</summary>
    public ApiAnswer Execute(ApiCall call)
    {
        try
        {
            var route = routes.Match(call.Method, call.Path) ?? throw Errors.UnknownUrl(call.Method, call.Path);
            var parameters = new Params(FormBody.Parse(call.Encoded));
            var key = call.Method == "POST" ? call.IdempotencyKey : null;
            var body = runner.Run(clock.Now, new EventRequest(call.RequestId, key), work => Answer(work, call, route, parameters));
            return new ApiAnswer(200, JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), StripeJson.Answer)) { IsFinal = true };
        }
        catch (StripeError error)
        {
            return Refusal(error, call);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.Failed(log, call.Method, call.Path, error);
            return Refusal(new StripeError(500, "An unknown error occurred") { Type = "api_error" }, call);
        }
    }

    /// <summary>The answer to an error.</summary>
    public ApiAnswer Refusal(StripeError error, ApiCall call)
    {
        var body = error.ToBody(call.RequestId, clock.Now);
        return new ApiAnswer(error.Status, JsonSerializer.SerializeToUtf8Bytes(body, StripeJson.Answer))
        {
            ShouldRetry = error.ShouldRetry,
            RateLimitedReason = error.RateLimitedReason,
            IsFinal = !error.IsValidation && error.Status is not (401 or 403 or 409 or 429),
        };
    }

    private object Answer(UnitOfWork work, ApiCall call, RouteMatch route, Params parameters)
    {
        work.Store.Origin = call.Origin;
        var expand = parameters.Strings("expand", 100).Value ?? [];
        var result = route.Handler(new ApiRequest(work, parameters, route.Values, call.Path));
        parameters.Done();
        return expander.Render(work, result, expand);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        public static partial void Failed(ILogger logger, string method, string path, Exception error);
    }
}
