using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;

namespace ValenceCore.Tests;

/// <summary>Who may use whom, read from the source: the table of the rooms of the core.</summary>
internal sealed partial class RoomsTests
{
    /// <summary>Room, and the rooms it may use. What is not named here is forbidden.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Failures"] = [],
        ["Store"] = [],
        ["Telemetry"] = ["Store"],
        ["Secrets"] = ["Failures", "Http", "Store"],
        ["Http"] = ["Failures"],
        ["Keystone"] = [],
        ["Access"] = ["Failures", "Http", "Keystone", "PodManagers", "Secrets", "Store"],
        ["Operations"] = ["Failures", "Http", "Store", "Telemetry"],
        ["PodManagers"] = ["Failures", "Http", "Secrets", "Store"],
        ["Flavors"] = ["Failures", "Http", "Store"],
        ["Composition"] = ["Failures", "Flavors", "Http", "Operations", "Placement", "PodManagers", "Store"],
        ["Backup"] = ["Operations", "Store"],
        ["Health"] = ["Http", "Operations", "Store"],
        ["Idempotency"] = ["Failures", "Http", "Secrets", "Store"],
        ["OpenApi"] = ["Access", "Composition", "Drivers", "Flavors", "Health", "Http", "Instances", "Inventory", "Operations", "PodManagers", "Reconciliation", "Registration", "Secrets", "Servers"],
        ["PassThrough"] = ["Failures", "Http", "PodManagers"],
        ["Placement"] = [],
        ["Inventory"] = ["Composition", "Failures", "Http", "Operations", "PodManagers", "Store", "Telemetry"],
        ["Registration"] = ["Composition", "Failures", "Http", "Operations", "PodManagers", "Secrets", "Store"],
        ["Instances"] = ["Composition", "Failures", "Flavors", "Http", "Operations", "PodManagers", "Registration", "Secrets", "Store"],
        ["Servers"] = ["Composition", "Failures", "Http", "Registration"],
        ["Reconciliation"] = ["Composition", "Failures", "Http", "Inventory", "Operations", "PodManagers", "Registration", "Store"],
        ["Drivers"] = ["Drivers.Ironic", "Drivers.Redfish", "Failures", "Http", "PodManagers", "Telemetry"],
        ["Drivers.Redfish"] = ["PodManagers"],
        ["Drivers.Ironic"] = ["Failures", "Instances", "Keystone", "Registration", "Telemetry"],
        ["Doctor"] = ["Access", "Drivers", "Drivers.Ironic", "Failures", "PodManagers", "Store"],
    };

    private static string Root => Path.Combine(SolutionFolder(), "src", "ValenceCore");

    public static IEnumerable<string> Rooms => MayUse.Keys;

    [TestCaseSource(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_it_may(string room)
    {
        var files = FilesOf(room);

        var forbidden = files
            .SelectMany(file => OurNamespace().Matches(File.ReadAllText(file)).Select(match => (file, used: match.Groups[1].Value)))
            .Where(pair => pair.used != room && !MayUse[room].Contains(pair.used))
            .Select(pair => $"{Path.GetFileName(pair.file)} uses {pair.used}");

        files.ShouldNotBeEmpty();
        forbidden.ShouldBeEmpty();
    }

    [Test]
    public void Every_room_is_in_the_table()
    {
        var folders = Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"]);

        folders.ShouldBeSubsetOf(MayUse.Keys);
    }

    [Test]
    public void Drivers_know_neither_controllers_nor_stores() =>
        Mentions("Drivers*", ControllerOrStore()).ShouldBeEmpty();

    /// <summary>Access is the gate of the faces: it reads headers and sends people away.</summary>
    [Test]
    public void Only_the_http_faces_see_http() =>
        Mentions("*", AspNetHttp()).Where(file => !file.EndsWith("Api.cs", StringComparison.Ordinal)).ShouldBeEmpty();

    [Test]
    public void Nothing_here_knows_the_simulator() => Mentions("*", Simulator(), includeHttp: true).ShouldBeEmpty();

    [Test]
    public void The_core_has_two_public_entry_methods_its_options_a_doctor_and_a_backup()
    {
        var types = typeof(ValenceCoreApp).Assembly.GetExportedTypes();

        types.Where(type => !type.Name.EndsWith("Options", StringComparison.Ordinal)).Select(type => type.Name)
            .ShouldBe(
                ["ValenceCoreApp", "OperationTimeouts", "AccessModes", "ValenceAccess", "ValenceBackup", "ValenceDoctor", "DoctorFinding", "DoctorVerdict", "DriverFinder"],
                ignoreOrder: true);
        typeof(ValenceCoreApp).GetMethods().Where(method => method.DeclaringType == typeof(ValenceCoreApp)).Select(method => method.Name)
            .ShouldBe(["AddValenceCore", "MapValence"], ignoreOrder: true);
    }

    private static List<string> Mentions(string rooms, Regex pattern, bool includeHttp = false) =>
    [
        .. MayUse.Keys
            .Where(room => rooms == "*" ? includeHttp || room is not ("Http" or "Access") : room.StartsWith(rooms.TrimEnd('*'), StringComparison.Ordinal))
            .SelectMany(FilesOf)
            .Where(file => pattern.IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file)),
    ];

    private static string[] FilesOf(string room)
    {
        var folder = Path.Combine(Root, room.Replace('.', Path.DirectorySeparatorChar));
        return Directory.GetFiles(folder, "*.cs", room == "Drivers" ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories);
    }

    private static string SolutionFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sim.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Sim.sln is not above the tests.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^using (?:static )?ValenceCore\.([A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex OurNamespace();

    // Types of ours by their names; CustomTrustStore is the platform's, FromStore a method.
    [GeneratedRegex(@"\b(?!CustomTrustStore|FromStore)\w+(Controller|Store)\b")]
    private static partial Regex ControllerOrStore();

    [GeneratedRegex(@"^using Microsoft\.AspNetCore\.(Http|Routing|Builder)", RegexOptions.Multiline)]
    private static partial Regex AspNetHttp();

    [GeneratedRegex(@"\bSimulator\b")]
    private static partial Regex Simulator();
}
