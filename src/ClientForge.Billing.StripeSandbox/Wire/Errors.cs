namespace ClientForge.Billing.StripeSandbox.Wire;

/// <summary>Stripe's common refusals with their codes and words.</summary>
internal static class Errors
{
    /// <summary>A 400 raised by an endpoint's own rules; stored under the caller's idempotency key.</summary>
    public static StripeError Invalid(string message, string? param = null, string? code = null) =>
        new(400, message) { Param = param, Code = code };

    /// <summary>A 400 raised while the parameters are read; not stored under the caller's idempotency key.</summary>
    public static StripeError Parameter(string message, string? param = null, string? code = null) =>
        new(400, message) { Param = param, Code = code, IsValidation = true };

    public static StripeError Missing(string param) =>
        Parameter($"Missing required param: {param}.", param, "parameter_missing");

    public static StripeError Empty(string param) => Parameter(
        $"You passed an empty string for '{param}'. We assume empty values are an attempt to unset a parameter; however '{param}' cannot be unset. " +
        $"You should remove '{param}' from your request or supply a non-empty value.",
        param,
        "parameter_invalid_empty");

    public static StripeError NotAnInteger(string param, string value) =>
        Parameter($"Invalid integer: {value}", param, "parameter_invalid_integer");

    public static StripeError NotAmong(string param, IEnumerable<string> allowed) =>
        Parameter($"Invalid {param}: must be one of {string.Join(", ", allowed)}", param);

    public static StripeError Exclusive(string first, string second) => Parameter(
        $"You may only specify one of these parameters: {first}, {second}.", first, "parameters_exclusive");

    /// <summary>An object named in the path does not exist: 404.</summary>
    public static StripeError NoSuchInPath(string label, string id, string param) =>
        new(404, $"No such {label}: '{id}'") { Param = param, Code = "resource_missing" };

    /// <summary>An object named by a parameter does not exist: 400.</summary>
    public static StripeError NoSuchInBody(string label, string id, string param) =>
        new(400, $"No such {label}: '{id}'") { Param = param, Code = "resource_missing" };

    public static StripeError UnknownUrl(string method, string path) => new(
        404,
        $"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.");

    /// <summary>Another request or the simulated time holds the object: 429, nothing stored.</summary>
    public static StripeError Locked(string message) => new(429, message) { Code = "lock_timeout", ShouldRetry = true };
}
