using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Chance;

/// <summary>
/// The one source of chance: the same seed and the same name give the same value, in whatever order they are asked for.
/// Secrets are not drawn from here.
/// </summary>
public readonly record struct Seed(long Value)
{
    /// <summary>A generator for one purpose, for example <c>For("serials/rack-1")</c>.</summary>
    public Random For(string purpose) => new(BinaryPrimitives.ReadInt32LittleEndian(Digest(purpose)));

    /// <summary>An RFC 4122 version 4 UUID that depends on the seed and the name alone.</summary>
    public Guid Uuid(string name)
    {
        var bytes = Digest("uuid/" + name)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private byte[] Digest(string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Value}/{purpose}"));
}
