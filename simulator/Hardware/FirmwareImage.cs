using System.Text.RegularExpressions;

namespace Simulator.Hardware;

/// <summary>
/// A file with firmware, known by its name alone, as nothing is ever read from it: <c>bios-2.4.1.bin</c> holds version
/// 2.4.1 for a BIOS. The version is the first group of numbers joined by dots; the kind is the word the name begins with,
/// and a name that begins with none (<c>vendor_7.1.tar.gz</c>) fits whatever it is meant for.
/// </summary>
public sealed partial record FirmwareImage(string Name, FirmwareKind? Kind, string Version)
{
    /// <summary>Null when the name tells no version.</summary>
    public static FirmwareImage? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return VersionIn().Match(name) is { Success: true } version ? new FirmwareImage(name, KindOf(name), version.Value) : null;
    }

    private static FirmwareKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<FirmwareKind>())
        {
            var word = kind.ToString();
            if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLetter(name[word.Length])))
            {
                return kind;
            }
        }

        return null;
    }

    [GeneratedRegex(@"[0-9]{1,9}(\.[0-9]{1,9}){1,4}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex VersionIn();
}
