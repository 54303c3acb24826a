using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Backup;

internal sealed class BackupTests
{
    private string database = "";

    [SetUp]
    public void Choose() => database = TestStore.NewDurable();

    [Test]
    public async Task What_is_restored_is_what_was_kept()
    {
        await using var pod = await StubPod.StartedAsync();
        var (text, shown) = await WrittenAsync(pod);
        var other = TestStore.NewDurable();

        var rows = await ValenceBackup.ReadAsync(options => Use(options, other), new StringReader(text));

        rows.ShouldBeGreaterThan(5);
        await using var core = await CoreUnderTest.StartedAsync(options => Use(options, other));
        (await core.GetAsync("/v1/pod_managers")).Body!.ToJsonString().ShouldBe(shown);
        (await core.GetAsync("/v1/nodes")).List.Count.ShouldBe(1);
        (await core.GetAsync("/v1/operations")).List.ShouldHaveSingleItem()!["state"]!.GetValue<string>().ShouldBe("succeeded");
    }

    [Test]
    public async Task What_was_under_way_needs_attention_afterwards()
    {
        await using var pod = await StubPod.StartedAsync();
        var (text, _) = await WrittenAsync(pod);
        var other = TestStore.NewDurable();

        await ValenceBackup.ReadAsync(
            options => Use(options, other), new StringReader(text.Replace("\"state\":\"succeeded\"", "\"state\":\"running\"", StringComparison.Ordinal)));

        await using var core = await CoreUnderTest.StartedAsync(options => Use(options, other));
        (await core.GetAsync("/v1/operations")).List.ShouldHaveSingleItem()!["state"]!.GetValue<string>().ShouldBe("needs attention");
    }

    [TestCase("", "no backup")]
    [TestCase("{}", "no backup")]
    [TestCase("{\"valence_backup\":1,\"schema\":99}", "newer")]
    [TestCase("{\"valence_backup\":1,\"schema\":6}", "ends in the middle")]
    [TestCase("{\"valence_backup\":1,\"schema\":6}\n{\"rows\":3}", "3 rows; there are 0")]
    [TestCase("{\"valence_backup\":1,\"schema\":6}\n{\"table\":\"sqlite_master\",\"row\":{}}\n{\"rows\":1}", "no row of this service")]
    [TestCase("{\"valence_backup\":1,\"schema\":6}\n{\"table\":\"flavors\",\"row\":{\"name) VALUES (1);--\":1}}\n{\"rows\":1}", "no row of this service")]
    [TestCase("{\"valence_backup\":1,\"schema\":6}\nx", "not valid JSON")]
    public async Task What_is_not_whole_is_refused(string text, string reason)
    {
        var read = () => ValenceBackup.ReadAsync(options => Use(options, database), new StringReader(text));

        (await read.ShouldThrowAsync<InvalidDataException>()).Message.ShouldContain(reason);
    }

    [Test]
    public async Task A_database_in_use_is_not_written_over()
    {
        await using var pod = await StubPod.StartedAsync();
        var (text, _) = await WrittenAsync(pod);

        var read = () => ValenceBackup.ReadAsync(options => Use(options, database), new StringReader(text));

        (await read.ShouldThrowAsync<InvalidDataException>()).Message.ShouldContain("not empty");
    }

    private static void Use(ValenceCoreOptions options, string where)
    {
        TestStore.Use(options, where);
        options.KeyDirectory = Path.Combine(TestContext.CurrentContext.WorkDirectory, "backup-keys");
    }

    private async Task<(string Text, string Pods)> WrittenAsync(StubPod pod)
    {
        await using var core = await CoreUnderTest.StartedAsync(options => Use(options, database));
        await core.RegisterPodAsync(pod);
        await core.ComposeAsync(pod);
        var output = new StringWriter();
        (await ValenceBackup.WriteAsync(options => Use(options, database), output)).ShouldBeGreaterThan(5);
        return (output.ToString(), (await core.GetAsync("/v1/pod_managers")).Body!.ToJsonString());
    }
}
