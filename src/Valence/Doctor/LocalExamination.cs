using System.Net.Sockets;
using Valence.Client;
using ValenceCore;
using ValenceCore.Doctor;

namespace Valence.Doctor;

/// <summary>What <c>valence serve</c> with the same options would find on this machine.</summary>
internal static class LocalExamination
{
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ServeSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        if (settings.File is { Exists: false } missing)
        {
            return [Problem("settings", $"there is no file {missing.FullName}", "Check the path behind --settings.")];
        }

        try
        {
            var configuration = settings.ReadConfiguration();

            var addresses = settings.AddressesOf(configuration);
            var core = await ValenceDoctor.ExamineAsync(
                options => settings.Apply(configuration, options), addresses.All(IsAddress) ? addresses : null, time, cancellation);
            return [.. core, await ExaminePortAsync(settings.UrlOf(configuration), cancellation)];
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or InvalidOperationException)
        {
            return [Problem("settings", $"cannot be read: {exception.GetBaseException().Message}", "Mend the settings file.")];
        }
    }

    /// <summary>What is none is told by the check of the port.</summary>
    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host.Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static async Task<DoctorFinding> ExaminePortAsync(string url, CancellationToken cancellation)
    {
        const string check = "port";

        // A service that listens on all addresses answers on this one too.
        var reachable = url.Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal);
        if (!Uri.TryCreate(reachable, UriKind.Absolute, out var address))
        {
            return Problem(check, $"'{url}' is not an address to listen on", "Set Valence:Url to e.g. http://127.0.0.1:8181.");
        }

        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(address.Host, address.Port, cancellation);
        }
        catch (SocketException)
        {
            return new DoctorFinding(check, DoctorVerdict.Ok, $"{url} is free");
        }

        try
        {
            using var service = new Service(new ServiceAddress(address, null, IsInsecure: true) { Timeout = TimeSpan.FromSeconds(5) });
            return await ServiceExamination.IsOursAsync(service, cancellation)
                ? new DoctorFinding(check, DoctorVerdict.Ok, $"the service answers at {url} already")
                : Taken();
        }
        catch (CommandFailure)
        {
            return Taken();
        }

        DoctorFinding Taken() => Problem(check, $"{url} is taken by another program", "Stop it, or listen elsewhere with --url.");
    }

    private static DoctorFinding Problem(string check, string detail, string next) => new(check, DoctorVerdict.Problem, detail, next);
}
