using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Secrets;

namespace ValenceCore.Access;

/// <summary>What a host or a command line needs of access: hashes for the settings, and the rule of where an open API may listen.</summary>
public static class ValenceAccess
{
    /// <summary>For <see cref="AccessUserOptions.PasswordHash"/>; another one each time.</summary>
    public static string HashPassword(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return PasswordHashes.Make(password);
    }

    /// <summary>For <see cref="AccessTokenOptions.Sha256"/>.</summary>
    public static string HashToken(string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
    }

    /// <summary>Why a host must not listen there, in one line, or null: without authentication only this machine may reach the API.</summary>
    public static string? ListeningProblem(AccessOptions access, IEnumerable<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(access);
        var open = access.Mode == AccessModes.None ? addresses.FirstOrDefault(address => !IsLoopback(address)) : null;
        return open is null
            ? null
            : $"{open} can be reached from other machines and Access.Mode is 'none'; set Valence:Access:Mode to token, http_basic or "
                + "keystone, or listen on 127.0.0.1.";
    }

    /// <summary>Seals every stored secret under a new key, all or none, and answers how many; <c>POST /v1/secrets/rotate</c> does the same.</summary>
    /// <param name="services">Of a host that has started.</param>
    public static async Task<int> RotateSecretsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var rotated = await services.GetRequiredService<SecretRotation>().RotateAsync(cancellation);
        return rotated.Failed(out var failure) ? throw new InvalidOperationException(failure.Detail) : rotated.Value;
    }

    private static bool IsLoopback(string address)
    {
        var binding = BindingAddress.Parse(address);
        return binding.IsUnixPipe
            || string.Equals(binding.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
