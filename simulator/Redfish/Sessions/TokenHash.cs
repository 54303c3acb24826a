using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Redfish;

/// <summary>SHA-256 of a session token: the token itself is kept nowhere.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenHash(UInt128 First, UInt128 Second)
{
    // Longer than any token of ours; what does not fit is none.
    private const int MostBytes = 256;

    public static TokenHash Of(string token)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        if (!Encoding.UTF8.TryGetBytes(token, text, out var length))
        {
            return default;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        return new TokenHash(halves[0], halves[1]);
    }
}
