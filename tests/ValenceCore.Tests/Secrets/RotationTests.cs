using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Secrets;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Secrets;

internal sealed class RotationTests : CoreTests
{
    [Test]
    public async Task Every_secret_is_sealed_with_a_new_key_and_still_opens()
    {
        await Core.RegisterPodAsync(Pod);
        await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-b", "http://127.0.0.1:1"));
        var before = await KeysAsync();

        var answer = await Core.PostAsync("/v1/secrets/rotate");

        answer["resealed"].GetValue<int>().ShouldBe(2);
        var after = await KeysAsync();
        after.Distinct().Count().ShouldBe(1);
        after.ShouldNotContain(before[0]);
        (await Core.GetAsync("/v1/pod_managers")).List.Count.ShouldBe(2);
    }

    [Test]
    public async Task The_sealed_body_of_a_registration_is_sealed_anew_too()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Ironic.On(StubIronic.CreateNode, StubIronic.Error(400, "no"));
        await Core.PostAsync($"/v1/nodes/{node}/register", "{}");

        (await Core.PostAsync("/v1/secrets/rotate"))["resealed"].GetValue<int>().ShouldBe(2);
    }

    [Test]
    public async Task When_one_secret_cannot_be_opened_none_is_changed()
    {
        await Core.RegisterPodAsync(Pod);
        await using (var session = await OpenAsync())
        {
            await session.ExecuteAsync("INSERT INTO pod_managers SELECT 'x', 'x', 'x', 'x', driver, username, 'broken', verify_ca, status, "
                + "status_reason, description, location, resource_uri, revision, created_at, updated_at FROM pod_managers");
        }

        var before = await SealedAsync();
        var answer = await Core.PostAsync("/v1/secrets/rotate");

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Detail.ShouldContain("pod_managers x");
        (await SealedAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_host_can_rotate_without_http()
    {
        await Core.RegisterPodAsync(Pod);

        (await ValenceAccess.RotateSecretsAsync(Core.Services, CancellationToken.None)).ShouldBe(1);
    }

    [Test]
    public async Task No_sealed_column_is_forgotten()
    {
        await using var session = await OpenAsync();
        var columns = await session.QueryAsync<string>(
            "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name LIKE 'sealed%'");

        columns.ShouldBe(SecretRotation.Columns.Select(place => $"{place.Table}.{place.Column}"), ignoreOrder: true);
    }

    [Test]
    public void What_an_earlier_release_sealed_still_opens()
    {
        var folder = Directory.CreateTempSubdirectory("valence-keys-");
        try
        {
            // As release 0.1 made its protector.
            var then = DataProtectionProvider.Create(folder, builder => builder.SetApplicationName("ValenceCore"))
                .CreateProtector("ValenceCore.PodManagers.Credentials.v1").Protect("s3cret");
            var box = new SecretBox(Options.Create(new ValenceCoreOptions { KeyDirectory = folder.FullName }));

            box.UseNewKey();

            box.Open(then).ShouldBe("s3cret");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task<DatabaseSession> OpenAsync() => Core.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);

    private async Task<IReadOnlyList<string>> SealedAsync()
    {
        await using var session = await OpenAsync();
        return await session.QueryAsync<string>("SELECT sealed_password FROM pod_managers ORDER BY uuid");
    }

    /// <summary>A sealed text begins with a mark of four bytes and the id of its key.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync() => [.. (await SealedAsync()).Select(text => text[..26])];
}
