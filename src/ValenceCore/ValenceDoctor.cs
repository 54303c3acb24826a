using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ValenceCore.Doctor;

namespace ValenceCore;

/// <summary>Looks at everything the core would need, without starting it and without changing anything.</summary>
public static class ValenceDoctor
{
    /// <summary>Nobody waits half a minute for a diagnosis.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Answers one finding or more for each check. Pods are asked with the credentials and the certificate settings they are registered with.</summary>
    /// <param name="configure">The options, as <see cref="ValenceCoreApp.AddValenceCore"/> takes them.</param>
    /// <param name="addresses">Where the host would listen, as it is told to; null where that is not to be examined.</param>
    /// <param name="time">The clock that certificates and pods are compared with; null is this machine's.</param>
    /// <param name="cancellation">Ends the examination.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(
        Action<ValenceCoreOptions> configure, IReadOnlyCollection<string>? addresses = null, TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddLogging();
        services.AddValenceCore(configure);
        services.PostConfigure<ValenceCoreOptions>(options =>
        {
            options.OperationTimeouts.PodRequest = Shorter(options.OperationTimeouts.PodRequest);
            options.OperationTimeouts.IronicRequest = Shorter(options.OperationTimeouts.IronicRequest);
        });
        services.AddSingleton<ListeningExamination>().AddSingleton<StoreExamination>().AddSingleton<PodExamination>().AddSingleton<IronicExamination>();
        await using var provider = services.BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<ValenceCoreOptions>>().Value;
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures.Select(problem => DoctorFinding.Problem("settings", problem, "Mend the settings; the rest is not examined before."))];
        }

        var listening = provider.GetRequiredService<ListeningExamination>().Examine(addresses ?? []);
        var store = await provider.GetRequiredService<StoreExamination>().ExamineAsync(cancellation);
        var pods = store.ArePodsReadable ? await provider.GetRequiredService<PodExamination>().ExamineAsync(cancellation) : [];
        var ironic = await provider.GetRequiredService<IronicExamination>().ExamineAsync(cancellation);
        return [DoctorFinding.Ok("settings", "valid"), .. listening, .. store.Findings, .. pods, ironic];
    }

    private static TimeSpan Shorter(TimeSpan timeout) => timeout < Patience ? timeout : Patience;
}
