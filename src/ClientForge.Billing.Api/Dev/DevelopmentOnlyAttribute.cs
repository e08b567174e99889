using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace ClientForge.Billing.Api.Dev;

/// <summary>A controller that exists in Development alone: elsewhere its routes are unknown.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DevelopmentOnlyAttribute : Attribute;

internal sealed class WithoutDevelopmentRoutes : IApplicationFeatureProvider<ControllerFeature>
{
    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        foreach (var controller in feature.Controllers.Where(type => type.IsDefined(typeof(DevelopmentOnlyAttribute))).ToArray())
            feature.Controllers.Remove(controller);
    }
}
