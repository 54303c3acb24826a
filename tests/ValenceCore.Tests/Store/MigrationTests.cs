using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Store;

internal sealed class MigrationTests
{
    /// <summary>The first schema that draws the numbers of operations from a sequence.</summary>
    private const int Numbered = 6;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(7)]
    public async Task A_core_starts_on_any_older_schema(int version)
    {
        var database = TestStore.NewDurable();
        var services = new ServiceCollection();
        services.AddOptions<ValenceCoreOptions>().Configure(options => TestStore.Use(options, database));
        services.AddSingleton<Database>();
        await using (var provider = services.BuildServiceProvider())
        {
            var store = provider.GetRequiredService<Database>();
            await using var owner = await store.Dialect.OwnSchemaAsync(CancellationToken.None);
            await using var session = await store.OpenAsync(CancellationToken.None);
            await session.BeginAsync();
            await Migrations.ApplyAsync(session, version);
            await session.ExecuteAsync(
                """
                INSERT INTO operations (id, number, kind, subject, state, input, data, created_at, updated_at)
                VALUES ('of-old', 41, 'compose', 'node:x', 'interrupted', '{}', '{}', 1, 1)
                """);
            if (version >= Numbered)
            {
                await session.ExecuteAsync("UPDATE sequences SET value = 41 WHERE name = 'operations'");
            }

            await session.CommitAsync();
        }

        await using var core = await CoreUnderTest.StartedAsync(options => TestStore.Use(options, database));
        await using var pod = await StubPod.StartedAsync();
        await core.RegisterPodAsync(pod);
        await core.ComposeAsync(pod);

        var operations = (await core.GetAsync("/v1/operations")).List;
        operations.Select(one => one!["id"]!.GetValue<string>()).Last().ShouldBe("of-old");
        operations.Select(one => one!["state"]!.GetValue<string>()).ShouldBe(["succeeded", "interrupted"]);
    }
}
