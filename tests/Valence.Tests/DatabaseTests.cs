using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests;

/// <summary><c>valence database</c> on a file that a service is at.</summary>
internal sealed class DatabaseTests : ClientTests
{
    private string folder = "";

    protected override string Database => Path.Combine(folder, "valence.db");

    [OneTimeSetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("valence-database-").FullName;

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_backup_of_a_running_service_goes_into_an_empty_database_and_no_other()
    {
        await RegisterPodAsync();
        await ComposeAsync();
        var (backup, other) = (Path.Combine(folder, "backup"), Path.Combine(folder, "other.db"));

        (await DoneAsync("database", "backup", backup, "--database", Database)).Out.ShouldContain($"rows are in {backup}");
        (await DoneAsync("database", "restore", backup, "--database", other)).Out.ShouldContain("rows are back");

        (await File.ReadAllTextAsync(backup)).ShouldNotContain("s3cret");
        (await RunAsync("database", "backup", backup, "--database", Database)).ShouldFail("exists");
        (await RunAsync("database", "restore", backup, "--database", other)).ShouldFail("not empty");
        (await RunAsync("database", "restore", backup, "--database", Database)).ShouldFail("in use by another process");
        (await RunAsync("database", "restore", Path.Combine(folder, "none"), "--database", other)).ShouldFail("none");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Test]
    public async Task The_database_may_be_named_in_the_settings_file()
    {
        var settings = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(settings, $$$"""{"Valence": {"Database": "{{{Database}}}"}}""");

        (await DoneAsync("database", "backup", Path.Combine(folder, "by-settings"), "--settings", settings)).Out.ShouldContain("rows are in");
    }
}

internal static class RanExtensions
{
    public static void ShouldFail(this Ran ran, string reason)
    {
        ran.Code.ShouldBe(1, ran.ToString());
        ran.Error.ShouldContain(reason);
    }
}
