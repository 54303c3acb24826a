using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class OldWordsTests : ClientTests
{
    [Test]
    public void Every_verb_has_its_joined_form_and_none_is_in_the_help()
    {
        var root = CommandLine.Build(Valence.Client.Terminal.OfThisProcess());

        var joined = root.Subcommands.Where(command => command.Name.Contains('-', StringComparison.Ordinal)).ToList();

        joined.Select(command => command.Name).ShouldBe(
            root.Subcommands.SelectMany(noun => noun.Subcommands.Select(verb => $"{noun.Name}-{verb.Name}")), ignoreOrder: true);
        joined.Count.ShouldBeGreaterThanOrEqualTo(40);
        joined.ShouldAllBe(command => command.Hidden);
    }

    [Test]
    public async Task They_do_the_same()
    {
        await RunAsync("pod-create", "pod-a", Pod.Url, "--username", "admin", "--password", "s3cret");
        Pod.ComposesNode();
        await DoneAsync("node-compose", "test-node");
        Ironic.Enrolls();

        var registered = await DoneAsync("node-register", "test-node", "--no-manage", "-o", "json");

        registered.Json["managed_by"]!.ToString().ShouldBe("ironic");
        (await DoneAsync("node-list")).Out.ShouldBe((await DoneAsync("node", "list")).Out);
        (await RunAsync("node-compose", "x", "--watch", "--no-wait")).Code.ShouldBe(2);
    }

    [Test]
    public async Task Podmanager_has_the_arguments_and_columns_of_the_earlier_client()
    {
        var made = await DoneAsync("podmanager", "create", "pod-a", Pod.Url, "--auth", "username=admin", "--auth", "password=s3=cret");
        var listed = await DoneAsync("podmanager", "list");
        var shown = await DoneAsync("podmanager", "show", "pod-a");

        listed.Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["UUID", "NAME", "URL", "DRIVER", "STATUS", "CREATED_AT", "UPDATED_AT"]);
        shown.Out.ShouldBe(made.Out);
        shown.Lines.Skip(1).Select(line => line.Split(' ')[0]).ShouldBe(["uuid", "name", "url", "driver", "status", "created_at", "updated_at"]);
    }

    [Test]
    public async Task Podmanager_delete_tries_all_and_then_fails_with_the_number()
    {
        await RegisterPodAsync();

        var deleted = await RunAsync("podmanager", "delete", "nobody", "pod-a");

        deleted.Code.ShouldBe(3);
        deleted.Error.ShouldContain("nobody: ");
        deleted.Error.ShouldContain("1 of 2 pod managers");
        (await DoneAsync("podmanager", "list", "-q")).Out.ShouldBeEmpty();
    }

    [Test]
    public async Task Podmanager_create_without_a_user_is_a_mistake_of_usage()
    {
        (await RunAsync("podmanager", "create", "p", Pod.Url, "--auth", "password=x")).Error.ShouldContain("username=... is missing");
        (await RunAsync("podmanager", "create", "p", Pod.Url, "--auth", "colour=red")).Code.ShouldBe(2);
    }
}
