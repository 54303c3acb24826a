using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

/// <summary>The audit forgets what is older, or more, than it was told to keep.</summary>
internal sealed class AuditPruningTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(61);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private HandTime time = null!;

    [SetUp]
    public void NewClock() => time = new HandTime();

    [Test]
    public async Task Entries_older_than_they_are_kept_go_and_the_others_stay()
    {
        await using var core = await StartedAsync(audit => audit.KeepFor = 30 * Day);
        await AskAsync(core, "a", "b");
        time.Advance(20 * Day);
        await AskAsync(core, "c", "d");

        time.Advance((10 * Day) - Interval);
        await time.RestAsync(Interval);
        (await SeenAsync(core)).ShouldBe("dcba");
        time.Advance(Interval * 2);
        await time.RestAsync(Interval);

        (await SeenAsync(core)).ShouldBe("dc");
    }

    [Test]
    public async Task Only_so_many_are_kept_and_new_ones_count_on()
    {
        await using var core = await StartedAsync(audit => audit.KeepEntries = 3);
        await AskAsync(core, "a", "b", "c", "d", "e");

        time.Advance(Interval);
        await time.RestAsync(Interval);

        (await SeenAsync(core)).ShouldBe("edc");
        await AskAsync(core, "f");
        (await SeenAsync(core)).ShouldBe("fedc");
        (await IdsAsync(core)).ShouldBe([6, 5, 4, 3]);
    }

    [Test]
    public async Task The_newest_stays_whatever_its_age_so_that_no_number_comes_twice()
    {
        await using var core = await StartedAsync(audit => audit.KeepFor = Day);
        await AskAsync(core, "a", "b");

        time.Advance(9 * Day);
        await time.RestAsync(Interval);
        await AskAsync(core, "c");

        (await IdsAsync(core)).ShouldBe([3, 2]);
    }

    [Test]
    public async Task Many_are_pruned_in_parts()
    {
        await using var core = await StartedAsync(audit => audit.KeepEntries = 2);
        var database = core.Services.GetRequiredService<Database>();
        await using (var session = await database.OpenAsync(CancellationToken.None))
        {
            await session.ExecuteAsync(
                """
                WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 12345)
                INSERT INTO audit (number, moment, method, path, request_id) SELECT number, 0, 'DELETE', '/v1/flavors/x', 'req' FROM numbers
                """);
        }

        time.Advance(Interval);
        await time.RestAsync(Interval);

        (await IdsAsync(core)).ShouldBe([12345, 12344]);
    }

    [Test]
    public async Task Zero_keeps_everything()
    {
        await using var core = await StartedAsync(_ => { });
        await AskAsync(core, "a", "b");

        time.Advance(10_000 * Day);

        (await SeenAsync(core)).ShouldBe("ba");
        core.Services.GetRequiredService<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<AuditPruning>()
            .ShouldHaveSingleItem().ExecuteTask!.IsCompletedSuccessfully.ShouldBeTrue("it has nothing to wait for");
    }

    [Test]
    public void Ninety_days_and_a_million_entries_are_kept_unless_somebody_says_otherwise()
    {
        var audit = new ValenceCoreOptions().Audit;

        (audit.KeepFor, audit.KeepEntries, audit.PruneInterval).ShouldBe((TimeSpan.FromDays(90), 1_000_000, TimeSpan.FromHours(1)));
    }

    private Task<CoreUnderTest> StartedAsync(Action<AuditOptions> configure) => CoreUnderTest.StartedAsync(
        options =>
        {
            (options.Audit.KeepFor, options.Audit.KeepEntries, options.Audit.PruneInterval) = (TimeSpan.Zero, 0, Interval);
            configure(options.Audit);
        },
        services => services.AddSingleton<TimeProvider>(time));

    private static async Task AskAsync(CoreUnderTest core, params string[] names)
    {
        foreach (var name in names)
        {
            (await core.DeleteAsync($"/v1/flavors/{name}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    /// <summary>The names that were asked for, the newest first.</summary>
    private static async Task<string> SeenAsync(CoreUnderTest core) =>
        string.Concat((await core.GetAsync("/v1/audit")).List.Select(entry => entry!["path"]!.GetValue<string>()[^1]));

    private static async Task<IEnumerable<long>> IdsAsync(CoreUnderTest core) =>
        (await core.GetAsync("/v1/audit")).List.Select(entry => entry!["id"]!.GetValue<long>());
}
