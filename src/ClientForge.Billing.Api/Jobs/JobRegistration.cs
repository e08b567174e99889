using ClientForge.Billing.Api.Hosting;
using Quartz;

namespace ClientForge.Billing.Api.Jobs;

public static class JobRegistration
{
    private const int Threads = 8;

    public static void AddApiJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(JobOptions.Section);
        services.AddOptions<JobOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<JobService>();
        services.AddSingleton<JobControl>();
        services.AddSingleton<ClusterNodes>();
        var options = section.Get<JobOptions>() ?? new JobOptions();
        if (!options.Enabled)
            return;

        // By name, so that its clock is its own: an unnamed scheduler's would become the whole container's.
        services.AddQuartz(JobSchedules.Group, quartz => Configure(quartz, options));
        services.AddHostedService<JobSchedules>();
        services.AddQuartzHostedService(JobSchedules.Group, hosted => hosted.WaitForJobsToComplete = true);
        services.AddHostedService<HintPump>();
    }

    private static void Configure(IQuartzBuilder quartz, JobOptions options)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.GenerateInstanceId = true;
            scheduler.IdleWaitTime = TimeSpan.FromSeconds(5);
        });
        quartz.UseDefaultThreadPool(Threads);
        quartz.UseDefaultTimeZone(TimeZoneInfo.Utc);
        // The scheduler lives in real time; what is due is decided by the jobs on the engine's clock.
        quartz.UseTimeProvider(TimeProvider.System);
        quartz.UsePersistentStore(store =>
        {
            store.ConfigureStore(ado =>
            {
                ado.TablePrefix = SchemaScripts.QuartzTablePrefix;
                ado.MisfireThreshold = TimeSpan.FromSeconds(60);
                ado.StoreJobDataAsStrings = true;
            });
            store.UsePostgres(postgres => postgres.UseRegisteredDataSource = true);
            store.UseSystemTextJsonSerializer();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromSeconds(options.CheckInSeconds);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(options.CheckInSeconds);
            });
        });
        quartz.AddJobTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds));
    }
}
