using ClientForge.Billing.Services.Jobs;
using ClientForge.Billing.Services.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClientForge.Billing.Services.Invoices;

internal static class InvoicesRegistration
{
    public static IServiceCollection AddInvoices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentOptions>().Bind(configuration.GetSection(DocumentOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new DocumentFonts(provider.GetRequiredService<IOptions<DocumentOptions>>().Value.FallbackFonts.Split(':')));
        services.AddSingleton<InvoiceReader>();
        services.AddSingleton<InvoiceProjection>();
        services.AddSingleton<IObjectProjector, InvoiceProjector>();
        services.AddSingleton<InvoiceDocuments>();
        services.AddSingleton<InvoiceDelivery>();
        services.AddSingleton<InvoiceCommands>();
        services.AddSingleton<InvoiceQueries>();
        services.AddSingleton<InvoiceExplanations>();
        services.AddSingleton<ManualInvoices>();
        services.AddSingleton<InvoiceService>();
        services.AddSingleton<IWorkHandler, InvoiceDeliverHandler>();
        services.AddWorkItemsJob(new WorkItemsJobSettings
        {
            Name = "invoice-generator",
            Description = "Renders the documents of new and paid invoices and puts their mails into the outbox.",
            Schedule = "2/5 * * * * ?",
            KindPrefix = "invoice.",
            Concurrency = 5,
        });
        return services;
    }
}
