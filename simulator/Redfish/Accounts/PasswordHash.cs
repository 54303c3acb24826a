using System.Security.Cryptography;
using System.Text;

namespace Simulator.Redfish;

/// <summary>
/// A password as it is kept: salted PBKDF2. The hash is slow by intent, and a client with HTTP Basic sends its password with
/// each request, so a password that was right once is known again by a digest under a key that lives in this process only.
/// </summary>
internal sealed class PasswordHash
{
    private const int Rounds = 100_000;
    private static readonly byte[] ProcessKey = RandomNumberGenerator.GetBytes(32);

    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] _hash;
    private volatile byte[]? _lastRight;

    private PasswordHash(string password) => _hash = Derive(password);

    /// <summary>Of a password that nobody has; costs as much to check as a real one.</summary>
    public static PasswordHash Nobody { get; } = new(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    public static PasswordHash Of(string password) => new(password);

    public bool Matches(string password)
    {
        var digest = HMACSHA256.HashData(ProcessKey, (byte[])[.. _salt, .. Encoding.UTF8.GetBytes(password)]);
        if (_lastRight is { } right && CryptographicOperations.FixedTimeEquals(right, digest))
        {
            return true;
        }

        if (!CryptographicOperations.FixedTimeEquals(_hash, Derive(password)))
        {
            return false;
        }

        _lastRight = digest;
        return true;
    }

    private byte[] Derive(string password) => Rfc2898DeriveBytes.Pbkdf2(password, _salt, Rounds, HashAlgorithmName.SHA256, 32);
}
