using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace ClientForge.Billing.Api.Errors;

/// <summary>
/// What could not be read from a request as a problem: 400 <c>malformed_request</c> for broken JSON, a missing body or a
/// value of the wrong type, 400 <c>unknown_field</c> for a member that the request does not have, 422
/// <c>validation_failed</c> for a value that was read and is not allowed. Names of our types stay inside.
/// </summary>
public static class UnreadableRequest
{
    private const string NotReadable = "The value cannot be read.";
    private const string UnmappedMember = "could not be mapped to any .NET member";

    private static readonly string[] NotReadableMessages = [NotReadable];
    private static readonly string[] UnknownMessages = ["This field is not known."];

    /// <summary>Makes the binder's messages recognisable and free of what the caller sent.</summary>
    public static void UseOwnMessages(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => NotReadable);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => NotReadable);
        messages.SetUnknownValueIsInvalidAccessor(_ => NotReadable);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => NotReadable);
        messages.SetValueIsInvalidAccessor(_ => NotReadable);
        messages.SetValueMustBeANumberAccessor(_ => NotReadable);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => NotReadable);
    }

    public static IActionResult Answer(ActionContext context)
    {
        var problem = Describe(context.ModelState);
        Problems.Complete(context.HttpContext, problem);
        return new ObjectResult(problem) { StatusCode = problem.Status, ContentTypes = { Problems.ContentType } };
    }

    internal static ProblemDetails Describe(ModelStateDictionary state)
    {
        var failures = state.SelectMany(entry => entry.Value!.Errors.Select(error => (entry.Key, Error: error))).ToArray();
        var unread = failures.Where(failure => IsUnread(failure.Key, failure.Error)).ToArray();
        if (unread.Length == 0)
        {
            var invalid = failures.GroupBy(failure => Problems.CamelPath(failure.Key), failure => failure.Error.ErrorMessage)
                .ToDictionary(group => group.Key, group => group.ToArray());
            return With(Problems.New(StatusCodes.Status422UnprocessableEntity, "validation_failed", "One or more values are not valid."), invalid);
        }

        var unknown = unread.Where(failure => IsUnknownMember(failure.Error)).Select(failure => Path(failure.Key)).ToArray();
        if (unknown.Length > 0)
        {
            return With(
                Problems.New(StatusCodes.Status400BadRequest, "unknown_field", "The body holds a field that this request does not have."),
                unknown.Distinct().ToDictionary(path => path, _ => UnknownMessages));
        }

        return With(
            Problems.New(StatusCodes.Status400BadRequest, "malformed_request", "The request cannot be read."),
            unread.Select(failure => Path(failure.Key)).Distinct().ToDictionary(path => path, _ => NotReadableMessages));
    }

    private static bool IsUnread(string key, ModelError error) =>
        error.Exception is not null || error.ErrorMessage == NotReadable || key.Length == 0 || key[0] == '$';

    private static bool IsUnknownMember(ModelError error) =>
        ((error.Exception as JsonException)?.Message ?? error.ErrorMessage).Contains(UnmappedMember, StringComparison.Ordinal);

    private static string Path(string key)
    {
        var path = key.TrimStart('$').TrimStart('.');
        return path.Length == 0 ? "body" : Problems.CamelPath(path);
    }

    private static ProblemDetails With(ProblemDetails problem, Dictionary<string, string[]> errors)
    {
        problem.Extensions["errors"] = errors;
        return problem;
    }
}
