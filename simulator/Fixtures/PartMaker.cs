using Bogus;
using Simulator.Chance;

namespace Simulator.Fixtures;

/// <summary>
/// Makes up what a rack file does not say: serial numbers, part numbers, addresses. The same seed and the same file make the
/// same parts; addresses never repeat.
/// </summary>
internal sealed class PartMaker(Seed seed)
{
    private readonly Randomizer _random = new(seed.For("parts").Next());
    private int _lastMac;

    public string Serial() => _random.Replace("??##??####").ToUpperInvariant();

    public string PartNumber() => _random.Replace("###-#####-##");

    public int FanSpeed() => _random.Number(38, 52) * 100;

    /// <summary>A locally administered address: 02, two bytes of the seed, a running number.</summary>
    public string Mac()
    {
        var number = ++_lastMac;
        return $"02:{(byte)seed.Value:x2}:{(byte)(seed.Value >> 8):x2}:{(byte)(number >> 16):x2}:{(byte)(number >> 8):x2}:{(byte)number:x2}";
    }
}
