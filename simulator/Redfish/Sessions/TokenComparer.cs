using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Simulator.Redfish;

/// <summary>
/// Session tokens, told apart without telling by time how much of one was guessed: found by a hash of which nobody outside knows
/// the seed, then compared whole. A cryptographic hash would cost more than all else that a request needs to be let in.
/// </summary>
internal sealed class TokenComparer : IEqualityComparer<string>
{
    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    public static TokenComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) =>
        x is not null && y is not null && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(x.AsSpan()), MemoryMarshal.AsBytes(y.AsSpan()));

    public int GetHashCode(string obj) => (int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(obj.AsSpan()), _seed);
}
