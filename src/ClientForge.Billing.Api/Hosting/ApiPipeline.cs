namespace ClientForge.Billing.Api.Hosting;

public static class ApiPipeline
{
    /// <summary>The order in which a request passes.</summary>
    public static void UseApiPipeline(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapControllers();
        app.MapApiHealth();
    }
}
