using System.Security.Cryptography;
using System.Text;
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
    public static string? ListeningProblem(AccessOptions access, IEnumerable<string> addresses) => InOneLine(Listening.ProblemOf(access, addresses));

    /// <summary>What a host should log that listens there, in one line, or null: passwords and tokens are not to travel in clear.</summary>
    public static string? ListeningWarning(AccessOptions access, IEnumerable<string> addresses) => InOneLine(Listening.WarningOf(access, addresses));

    /// <summary>Seals every stored secret under a new key, all or none, and answers how many; <c>POST /v1/secrets/rotate</c> does the same.</summary>
    /// <param name="services">Of a host that has started.</param>
    public static async Task<int> RotateSecretsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var rotated = await services.GetRequiredService<SecretRotation>().RotateAsync(cancellation);
        return rotated.Failed(out var failure) ? throw new InvalidOperationException(failure.Detail) : rotated.Value;
    }

    private static string? InOneLine(ListeningFault? fault) => fault is null ? null : $"{fault.Detail}. {fault.Next}";
}
