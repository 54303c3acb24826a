using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests;

/// <summary>Who may use whom: the table of the style guide (section 5), checked against the <c>using</c> lines of each room.</summary>
public sealed partial class RoomsTests
{
    private const string Everything = "*";

    // Room → the rooms it may use besides itself. Start, the faces' plumbing and the app itself have no business below.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Time"] = [],
        ["Chance"] = [],
        ["Keeping"] = [],
        ["Hardware"] = [],
        ["Journal"] = [],
        ["Faults"] = ["Chance"],
        ["Work"] = ["Hardware", "Hardware.Composition", "Faults", "Journal", "Time"],
        ["Fixtures"] = ["Hardware", "Hardware.ExpEther", "Faults", "Chance"],
        ["Faces"] = ["Faults", "Time"],
        ["Redfish"] = ["Hardware", "Hardware.Composition", "Work", "Faces", "Time", "Journal", "Keeping"],
        ["Ironic"] = ["Hardware", "Hardware.Composition", "Work", "Faces", "Time", "Chance", "Journal"],
        ["Ramdisk"] = ["Hardware", "Work", "Faces", "Time"],
        ["Eem"] = ["Hardware", "Hardware.ExpEther", "Faces"],
        ["Control"] = ["Hardware", "Hardware.Composition", "Hardware.ExpEther", "Work", "Faults", "Journal", "Fixtures", "Time", "Faces"],
        ["Page"] = ["Hardware", "Work", "Faces"],
        ["Start"] = ["Faces", "Fixtures", "Ironic", "Keeping", "Redfish", "Time"],
        ["Demo"] = [Everything],
        [""] = [Everything], // SimulatorApp, SimulatorWorld, Program: everything in their project
    };

    private static DirectoryInfo Source
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Sim.sln")))
                {
                    return new DirectoryInfo(Path.Combine(folder.FullName, "simulator"));
                }
            }

            throw new DirectoryNotFoundException("The tests run outside the repository.");
        }
    }

    [Test]
    public void No_room_uses_another_that_it_must_not_know()
    {
        var violations = Uses().Where(u => !u.IsAllowed).Select(u => $"{u.File} uses {u.Used}").Distinct();

        violations.ShouldBeEmpty();
    }

    [Test]
    public void Every_room_is_in_the_table() => Rooms().Except(Allowed.Keys).ShouldBeEmpty();

    [Test]
    public void The_core_is_known_in_the_demo_alone() =>
        Files().Where(f => Room(f) != "Demo" && CoreUse().IsMatch(File.ReadAllText(f.FullName))).Select(Name).ShouldBeEmpty();

    [Test]
    public void The_check_sees_the_uses_that_there_are()
    {
        var uses = Uses().Select(u => (u.Room, u.Used)).Distinct().ToList();

        uses.ShouldContain(("Redfish", "Hardware"));
        uses.ShouldContain(("Faults", "Chance"));
        uses.ShouldContain(("Redfish", "Faces"));
    }

    private static IEnumerable<(string File, string Room, string Used, bool IsAllowed)> Uses() =>
        from file in Files()
        let room = Room(file)
        from used in UsedBy(file)
        where used != room && !used.StartsWith(room + ".", StringComparison.Ordinal)
        let allowed = Allowed.GetValueOrDefault(room, [])
        select (Name(file), room, used, allowed.Contains(Everything) || allowed.Contains(used));

    // Using lines, and names written out in code. A room can be called by its bare name inside the Simulator namespace, so
    // that too: "Faces.HoldingPipeline".
    private static IEnumerable<string> UsedBy(FileInfo file)
    {
        var text = File.ReadAllText(file.FullName);
        return Using().Matches(text).Select(m => m.Groups[1].Value)
            .Concat(Qualified().Matches(NoCode().Replace(text, "")).Select(m => m.Groups[1].Value).Where(r => r.Length > 0 && Allowed.ContainsKey(r)))
            .Distinct();
    }

    private static IEnumerable<FileInfo> Files() => Source.EnumerateFiles("*.cs", SearchOption.AllDirectories)
        .Where(f => !Name(f).StartsWith("bin/", StringComparison.Ordinal) && !Name(f).StartsWith("obj/", StringComparison.Ordinal));

    private static IEnumerable<string> Rooms() => Files().Select(Room).Distinct();

    private static string Name(FileInfo file) => Path.GetRelativePath(Source.FullName, file.FullName).Replace('\\', '/');

    private static string Room(FileInfo file) => Name(file) is var name && name.Contains('/', StringComparison.Ordinal) ? name.Split('/')[0] : "";

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?Simulator\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    // A qualified name at the beginning of an expression: not after a dot, and followed by a type's name.
    [GeneratedRegex(@"(?<![\w.""/])(?:Simulator\.)?([A-Z]\w+)\.(?=[A-Z]\w+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\s*//.*$|^\s*(?:using|namespace) .*$|""(?:[^""\\]|\\.)*""", RegexOptions.Multiline)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?ValenceCore\b|(?<![\w.""])ValenceCore\.\w", RegexOptions.Multiline)]
    private static partial Regex CoreUse();
}
