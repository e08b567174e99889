using System.Reflection;
using ClientForge.Billing.Services.Errors;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ClientForge.Billing.Api.Errors;

/// <summary>Runs the validator of each argument that has one, before the action.</summary>
public sealed class ValidationFilter(IServiceProvider services) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        foreach (var argument in context.ActionArguments.Values)
        {
            if (argument is null || services.GetService(typeof(IValidator<>).MakeGenericType(argument.GetType())) is not IValidator validator)
                continue;
            var result = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            if (!result.IsValid)
            {
                throw BillingException.Invalid(result.Errors
                    .GroupBy(failure => Problems.CamelPath(failure.PropertyName), failure => failure.ErrorMessage)
                    .ToDictionary(group => group.Key.Length == 0 ? "body" : group.Key, group => group.Distinct().ToArray()));
            }
        }

        await next();
    }
}

public static class Validators
{
    /// <summary>Registers every validator of the assembly; they keep no state.</summary>
    public static void AddValidators(this IServiceCollection services, Assembly assembly)
    {
        foreach (var found in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
            services.AddSingleton(found.InterfaceType, found.ValidatorType);
    }
}
