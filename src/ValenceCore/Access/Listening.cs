using System.Net;
using Microsoft.AspNetCore.Http;

namespace ValenceCore.Access;

/// <summary>What is wrong with listening somewhere, and what to do about it.</summary>
internal sealed record ListeningFault(string Detail, string Next);

/// <summary>Where the API may listen, by who has to say who he is and how that travels.</summary>
internal static class Listening
{
    /// <summary>Why a host must not listen there: without authentication only this machine may reach the API.</summary>
    public static ListeningFault? ProblemOf(AccessOptions access, IEnumerable<string> addresses) =>
        access.Mode == AccessModes.None && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open
            ? new ListeningFault(
                $"{open} can be reached from other machines and Access.Mode is 'none'",
                "Set Valence:Access:Mode to token, http_basic or keystone, or listen on 127.0.0.1.")
            : null;

    /// <summary>What a host should be told that listens there: whoever hears a password or a token can use it.</summary>
    public static ListeningFault? WarningOf(AccessOptions access, IEnumerable<string> addresses) =>
        access.Mode != AccessModes.None && addresses.FirstOrDefault(address => !IsLoopback(address) && !IsEncrypted(address)) is { } clear
            ? new ListeningFault(
                $"{clear} can be reached from other machines and is plain http, so that {(access.Mode == AccessModes.HttpBasic ? "passwords" : "tokens")} travel in clear",
                "Listen on https (Kestrel:Endpoints in the settings), or on 127.0.0.1 behind a proxy that ends TLS.")
            : null;

    private static bool IsEncrypted(string address) => string.Equals(BindingAddress.Parse(address).Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string address)
    {
        var binding = BindingAddress.Parse(address);
        return binding.IsUnixPipe
            || string.Equals(binding.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
