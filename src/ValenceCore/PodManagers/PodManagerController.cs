using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.PodManagers;

/// <summary>Registers, changes and forgets pod managers.</summary>
internal sealed class PodManagerController(
    PodManagerStore store, IDriverOf<IProbeHealth> drivers, IKnowDrivers known, ILetGoOfDrivers old, PodNews news, AllowedPodHosts allowed, TimeProvider time,
    IOptions<ValenceCoreOptions> options)
{
    /// <summary>The name old clients leave out (valence-api 1.6).</summary>
    private const string DefaultDriver = "redfishv1";

    public Task<IReadOnlyList<PodManager>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public Task<Outcome<PodManager>> ShowAsync(string uuid, CancellationToken cancellation) => store.FindAsync(uuid, cancellation);

    /// <summary>Registers a pod manager in any state of health: a pod that is switched off today is no reason to forget its address.</summary>
    public async Task<Outcome<PodManager>> CreateAsync(PodManagerRequest request, CancellationToken cancellation)
    {
        var driver = request.Driver ?? DefaultDriver;
        if (UnknownDriver(driver) is { } unknown)
        {
            return unknown;
        }

        if (await allowed.ProblemAsync(request.Url!, cancellation) is { } problem)
        {
            return Failure.Invalid($"url: {problem}");
        }

        var now = time.Now();
        var pod = new PodManager
        {
            Uuid = options.Value.NewId().ToString(),
            Name = request.Name!,
            Url = request.Url!,
            Driver = driver,
            Credentials = request.Credentials!,
            VerifyCa = request.VerifyCa!,
            Health = new PodHealth(PodHealth.Unknown, "not asked yet"),
            Description = request.Description,
            Location = request.Location,
            Revision = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };

        // The row first: a duplicate is refused before its address is contacted with credentials.
        if ((await store.AddAsync(pod, cancellation)).Failed(out var duplicate))
        {
            return duplicate;
        }

        var probed = await ProbeAsync(pod, cancellation);
        news.Tell();
        return probed;
    }

    public async Task<Outcome<PodManager>> ChangeAsync(PodManager current, PodManagerRequest request, CancellationToken cancellation)
    {
        var changed = current with
        {
            Name = request.Name ?? current.Name,
            Driver = request.Driver ?? current.Driver,
            Credentials = request.Credentials ?? current.Credentials,
            VerifyCa = request.VerifyCa ?? current.VerifyCa,
            Description = request.Description ?? current.Description,
            Location = request.Location ?? current.Location,
            ResourceUri = request.ResourceUri ?? current.ResourceUri,
            Revision = current.Revision + 1,
            UpdatedAt = time.Now(),
        };
        if (UnknownDriver(changed.Driver) is { } unknown)
        {
            return unknown;
        }

        if ((await store.ChangeAsync(changed, current.Revision, cancellation)).Failed(out var failure))
        {
            return failure;
        }

        await old.LetGoAsync(changed.Uuid, isDeleted: false);
        var probed = await ProbeAsync(changed, cancellation);
        news.Tell();
        return probed;
    }

    public async Task<Outcome<Done>> DeleteAsync(string uuid, CancellationToken cancellation)
    {
        var found = await store.FindAsync(uuid, cancellation);
        if (found.Failed(out var missing))
        {
            return missing;
        }

        var removed = await store.RemoveAsync(found.Value, cancellation);
        news.Tell();
        if (!removed.Failed(out _))
        {
            await old.LetGoAsync(uuid, isDeleted: true);
        }

        return removed;
    }

    /// <summary>Asks the pod manager how it is and stores the answer. One that says nothing for long is stored as offline meanwhile, so that nobody who has a
    /// choice waits for it.</summary>
    public async Task<PodManager> ProbeAsync(PodManager pod, CancellationToken cancellation)
    {
        var patience = options.Value.OperationTimeouts.PodSilence;
        var asked = AskAsync(pod, cancellation);
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            // By the wall clock, as every wait for the network.
            if (await Task.WhenAny(asked, Task.Delay(patience, TimeProvider.System, end.Token)) != asked && !cancellation.IsCancellationRequested)
            {
                await store.SetHealthAsync(pod.Uuid, PodHealth.Ill($"It has said nothing for {patience.TotalSeconds:0.##} s; it is waited for."), cancellation);
            }

            await end.CancelAsync();
        }

        var health = await asked;
        await store.SetHealthAsync(pod.Uuid, health, cancellation);
        return pod with { Health = health };
    }

    private async Task<PodHealth> AskAsync(PodManager pod, CancellationToken cancellation)
    {
        var driver = drivers.For(pod);
        return driver.Failed(out var missing) ? new PodHealth(PodHealth.Unknown, missing.Detail) : await driver.Value.ProbeAsync(cancellation);
    }

    private Failure? UnknownDriver(string driver) => known.Knows(driver)
        ? null
        : new Failure(
            404, "Not Found", "Unsupported Driver Specified",
            $"driver: there is no driver '{driver}', known are {string.Join(", ", known.Names)}.");
}
