using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Health;

internal sealed class HealthTests : CoreTests
{
    [Test]
    public async Task A_service_that_works_is_200_whatever_its_pods_are()
    {
        await Core.RegisterPodAsync(Pod, "a");
        await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("b", "http://127.0.0.1:1"));

        var answer = await Core.GetAsync("/v1/health");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body!.AsObject().Remove("version");
        answer.Body!.ToJsonString().ShouldBe(
            """{"database":"ok","operations_need_attention":0,"operations_overdue":0,"operations_under_way":0,"pod_managers":{"offline":1,"online":1,"unknown":0,"unread":2},"status":"ok"}""");
    }

    [Test]
    public async Task A_service_without_its_database_is_503()
    {
        await using (var session = await Core.Services.GetRequiredService<ValenceCore.Store.Database>().OpenAsync(CancellationToken.None))
        {
            await session.ExecuteAsync("ALTER TABLE operations RENAME TO gone");
        }

        var answer = await Core.GetAsync("/v1/health");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Text("database").ShouldBe("failing");
    }

    [Test]
    public async Task An_operation_that_should_have_moved_is_overdue()
    {
        await using (var session = await Core.Services.GetRequiredService<ValenceCore.Store.Database>().OpenAsync(CancellationToken.None))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO operations (id, number, kind, subject, state, input, data, due_at, created_at, updated_at)
                VALUES ('left', 1, 'compose', 'node:x', 'pending', '{}', '{}', 1, 1, 1), ('stuck', 2, 'compose', 'node:y', 'needs attention', '{}', '{}', NULL, 1, 1)
                """);
        }

        var answer = await Core.GetAsync("/v1/health");

        answer["operations_overdue"].GetValue<long>().ShouldBe(1);
        answer["operations_need_attention"].GetValue<long>().ShouldBe(1);
    }
}
