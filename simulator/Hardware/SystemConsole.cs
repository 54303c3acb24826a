using System.Globalization;

namespace Simulator.Hardware;

/// <summary>What a system has written to its serial console: the last <see cref="Kept"/> lines, oldest first. Replaced whole, so a reader sees one moment.</summary>
/// <remarks>It outlives a boot, as what a terminal server has recorded does.</remarks>
public sealed record SystemConsole(IReadOnlyList<ConsoleLine> Lines)
{
    /// <summary>Older lines give way.</summary>
    public const int Kept = 200;

    public static SystemConsole Empty { get; } = new([]);

    /// <summary>As a terminal shows it: each line with the time that it came.</summary>
    public string Text => string.Concat(Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.At:yyyy-MM-dd HH:mm:ss} {line.Text}\n")));

    public SystemConsole With(DateTimeOffset at, params IEnumerable<string> lines)
    {
        var all = Lines.Concat(lines.Select(text => new ConsoleLine(at, text))).ToList();
        return new SystemConsole(all[Math.Max(0, all.Count - Kept)..]);
    }
}

/// <summary>One line of it.</summary>
public sealed record ConsoleLine(DateTimeOffset At, string Text);
