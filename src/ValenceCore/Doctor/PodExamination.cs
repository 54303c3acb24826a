using System.Net.Sockets;
using System.Security.Cryptography;
using ValenceCore.Drivers;
using ValenceCore.PodManagers;

namespace ValenceCore.Doctor;

/// <summary>Every registered pod manager: whether it may be spoken to, whether it answers to its credentials, its certificate, its clock.</summary>
internal sealed class PodExamination(
    PodManagerStore store, AllowedPodHosts allowed, IDriverOf<IProbeHealth> drivers, IHttpClientFactory clients, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Headers tell whole seconds and take a while to travel.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellation)
    {
        IReadOnlyList<PodManager> pods;
        try
        {
            pods = await store.ListAsync(cancellation);
        }
        catch (CryptographicException)
        {
            return
            [
                DoctorFinding.Problem(
                    "pods", "the stored credentials cannot be read with the keys in the key folder",
                    "Bring the right key folder back, or set the passwords of the pods anew."),
            ];
        }

        return pods.Count == 0
            ? [DoctorFinding.Ok("pods", "none is registered")]
            : [.. (await Task.WhenAll(pods.Select(pod => ExamineAsync(pod, cancellation)))).SelectMany(findings => findings)];
    }

    private async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(PodManager pod, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        var findings = new List<DoctorFinding>();
        if (!allowed.IsAny)
        {
            var address = await AddressAsync(pod, cancellation);
            if (address.Verdict != DoctorVerdict.Ok)
            {
                // Nothing else is asked of it: it is not to be spoken to.
                return [address];
            }

            findings.Add(address);
        }

        findings.Add(await ProbeAsync(pod, cancellation));
        findings.AddRange(await PodCertificate.ExamineAsync(pod, time.GetUtcNow(), deadline.Token));
        if (await ClockAsync(pod, deadline.Token) is { } clock)
        {
            findings.Add(clock);
        }

        return findings;
    }

    private async Task<DoctorFinding> AddressAsync(PodManager pod, CancellationToken cancellation)
    {
        var check = $"{pod.Name}: address";
        return await allowed.ProblemAsync(pod.Url, cancellation) is { } problem
            ? DoctorFinding.Problem(check, $"{problem}, so {pod.Url} is not spoken to", "Add the host or its network to Access.AllowedPodHosts, or delete the pod manager.")
            : DoctorFinding.Ok(check, $"{pod.Url} is among the allowed hosts");
    }

    private async Task<DoctorFinding> ProbeAsync(PodManager pod, CancellationToken cancellation)
    {
        var check = $"{pod.Name}: answer";
        var driver = drivers.For(pod);
        if (driver.Failed(out var missing))
        {
            return DoctorFinding.Problem(check, missing.Detail, "Install the driver, or set another one with 'valence pod set'.");
        }

        var health = await driver.Value.ProbeAsync(cancellation);
        return health.Reason is { } reason
            ? DoctorFinding.Problem(check, reason, "Check its url, credentials and verify_ca with 'valence pod show'; 'valence pod set' changes them.")
            : DoctorFinding.Ok(check, $"{pod.Url} answers and takes the credentials");
    }

    /// <summary>Null where the pod says no time or does not answer, which another finding tells.</summary>
    private async Task<DoctorFinding?> ClockAsync(PodManager pod, CancellationToken cancellation)
    {
        try
        {
            using var client = clients.CreateClient(PodClients.NameFor(pod.VerifyCa));
            using var answer = await client.GetAsync(new Uri(pod.Url), HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.Headers.Date is not { } date)
            {
                return null;
            }

            var difference = date - time.GetUtcNow();
            var detail = $"{Shown(difference.Duration())} {(difference < TimeSpan.Zero ? "behind" : "ahead of")} this machine";
            return difference.Duration() > ClockTolerance
                ? DoctorFinding.Warning($"{pod.Name}: clock", detail, "Set the clocks of both by NTP: times in logs and the validity of certificates depend on them.")
                : DoctorFinding.Ok($"{pod.Name}: clock", detail);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    private static string Shown(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{span.TotalDays:0} days",
        { TotalHours: >= 2 } => $"{span.TotalHours:0} hours",
        { TotalMinutes: >= 2 } => $"{span.TotalMinutes:0} minutes",
        _ => $"{span.TotalSeconds:0} s",
    };
}
