using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Drivers.Redfish;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Drivers.Redfish;

/// <summary>However a service takes the queries that put members into their collection, the same members come in the same order.</summary>
internal sealed class ExpandedCollectionTests
{
    private const string Plain = ExpandingService.Collection;

    private static readonly ExpandWish Deep = new(2);

    private ExpandingService service = null!;
    private ResourceReader reader = null!;
    private JumpingTime time = null!;

    [SetUp]
    public void Start()
    {
        service = new ExpandingService();
        time = new JumpingTime();
        reader = Reader(TimeSpan.FromSeconds(30));
    }

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_collection_is_read_in_parts_that_hold_its_members()
    {
        await ReadAllAsync();

        Queries().ShouldBe(["?$expand=.($levels=2)&$top=50", "?$expand=.($levels=2)&$top=50&$skip=50", "?$expand=.($levels=2)&$top=20&$skip=100"], ignoreOrder: true);
        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_small_collection_costs_one_question()
    {
        service.Count = 49;

        await ReadAllAsync();

        service.Asked.ShouldBe(["/redfish/v1/", "/redfish/v1/", $"{Plain}?$expand=.($levels=2)&$top=50"]);
    }

    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.RequestEntityTooLarge)]
    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.InsufficientStorage)]
    public async Task A_service_to_which_it_is_too_much_is_asked_for_half_and_that_is_remembered(HttpStatusCode refusal)
    {
        service.Refuses = query => query.Top > 20 ? refusal : null;

        await ReadAllAsync();
        var first = Queries();
        await ReadAllAsync();

        first[..3].ShouldBe(["?$expand=.($levels=2)&$top=50", "?$expand=.($levels=2)&$top=25", "?$expand=.($levels=2)&$top=12"]);
        first.Count.ShouldBe(2 + 10);
        Queries().Count.ShouldBe(first.Count + 10, "what was refused was asked for again");
        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_part_with_a_fat_member_is_divided_and_the_others_are_not()
    {
        service.Count = 200;
        service.Refuses = query => query.Skip <= 77 && 77 < query.Skip + query.Top && query.Top > 1 ? HttpStatusCode.InsufficientStorage : null;

        await ReadAllAsync();

        Queries().ShouldContain("?$expand=.($levels=2)&$top=50&$skip=100");
        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_member_that_is_refused_alone_is_read_by_itself()
    {
        service.Refuses = query => query.Skip <= 77 && 77 < query.Skip + query.Top ? HttpStatusCode.InsufficientStorage : null;

        await ReadAllAsync();

        Singly().ShouldBe(1);
    }

    [Test]
    public async Task A_service_that_has_had_enough_of_it_is_left_alone()
    {
        service.Refuses = query => query.Skip > 0 ? HttpStatusCode.InternalServerError : null;

        await ReadAllAsync();

        Singly().ShouldBe(70);
        Queries().Count.ShouldBeLessThan(60);
    }

    [TestCase(HttpStatusCode.NotImplemented)]
    [TestCase(HttpStatusCode.BadRequest)]
    public async Task A_service_that_takes_no_such_query_at_all_is_read_member_by_member_and_asked_again_an_hour_later(HttpStatusCode refusal)
    {
        service.Refuses = _ => refusal;

        await ReadAllAsync();
        var refused = Queries().Count;
        await ReadAllAsync();
        Queries().Count.ShouldBe(refused);
        await Task.Delay(TimeSpan.FromMinutes(61), time);
        await ReadAllAsync();

        Singly().ShouldBe(3 * service.Count);
        Queries().Count.ShouldBeGreaterThan(refused);
    }

    [Test]
    public async Task Levels_that_are_refused_are_given_up_before_the_query()
    {
        service.Refuses = query => query.Levels > 1 ? HttpStatusCode.BadRequest : null;

        await ReadAllAsync(levels: 1);

        Queries()[^1].ShouldBe("?$expand=.&$top=500");
        Singly().ShouldBe(0);
    }

    [TestCase(1, 1)]
    [TestCase(2, 0)]
    public async Task A_service_that_takes_too_long_over_it_is_asked_for_less(int answered, int levels)
    {
        reader = Reader(TimeSpan.FromSeconds(3));
        service.Swallows = query => query.Levels > 2 - answered;

        await ReadAllAsync(levels: levels);

        Singly().ShouldBe(levels == 1 ? 0 : service.Count);
    }

    [Test]
    public async Task Properties_are_named_where_a_service_says_so_and_not_again_where_it_refuses()
    {
        service.Features = ExpandingService.Offer(select: true);
        service.Refuses = query => query.Select is not null ? HttpStatusCode.BadRequest : null;

        await ReadAllAsync(new ExpandWish(2, "Id"));

        Queries()[..2].ShouldBe(["?$expand=.($levels=2)&$top=50&$select=Id", "?$expand=.($levels=2)&$top=50"]);
        Queries().Count(query => query.Contains("$select", StringComparison.Ordinal)).ShouldBe(1);
        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_service_that_expands_only_one_level_is_asked_for_one()
    {
        service.Features = ExpandingService.Offer(levels: false);

        await ReadAllAsync(levels: 1);

        Queries().ShouldBe(["?$expand=.&$top=500"]);
    }

    [Test]
    public async Task No_more_levels_are_asked_for_than_there_are()
    {
        service.Features = ExpandingService.Offer(maxLevels: 3);

        await ReadAllAsync(new ExpandWish(4), levels: 3);

        Queries()[0].ShouldBe("?$expand=.($levels=3)&$top=50");
    }

    [Test]
    public async Task A_service_that_expands_all_or_nothing_expands_all()
    {
        service.Features = ExpandingService.Offer(form: "ExpandAll");

        await ReadAllAsync();

        Queries()[0].ShouldBe("?$expand=*($levels=2)&$top=50");
    }

    [TestCase("Links")]
    [TestCase(null)]
    public async Task A_service_that_cannot_expand_members_is_not_asked_to(string? form)
    {
        service.Features = form is null ? null : ExpandingService.Offer(form: form);

        await ReadAllAsync(levels: 0);

        Queries().ShouldBeEmpty();
        Singly().ShouldBe(service.Count);
    }

    [Test]
    public async Task A_service_that_says_that_it_expands_and_does_not_is_believed_once()
    {
        service.StopsShort = true;

        await ReadAllAsync(levels: 0);
        await ReadAllAsync(levels: 0);

        Queries().Count.ShouldBe(1);
        Singly().ShouldBe(2 * service.Count);
    }

    [Test]
    public async Task A_service_that_cannot_be_asked_for_a_part_is_asked_for_the_whole()
    {
        service.Features = ExpandingService.Offer(topSkip: false);

        await ReadAllAsync();

        Queries().ShouldBe(["?$expand=.($levels=2)"]);
    }

    [Test]
    public async Task Pages_of_the_service_are_followed_within_those_of_ours()
    {
        (service.MostAtOnce, service.LinksNext) = (20, true);

        await ReadAllAsync();

        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_service_that_gives_less_than_was_asked_for_is_asked_on()
    {
        service.MostAtOnce = 7;

        await ReadAllAsync();

        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_service_that_counts_the_members_of_a_page_loses_none()
    {
        service.CountsPage = true;

        await ReadAllAsync();

        Singly().ShouldBe(0);
    }

    [Test]
    public async Task A_service_that_does_not_skip_loses_no_member_and_shows_none_twice()
    {
        service.IgnoresSkip = true;

        await ReadAllAsync();

        Singly().ShouldBe(70);
    }

    [Test]
    public async Task A_service_that_gives_all_at_once_is_asked_once()
    {
        service.IgnoresTop = true;

        await ReadAllAsync();

        Queries().Count.ShouldBe(1);
    }

    [Test]
    public async Task Members_that_go_while_the_parts_are_read_take_no_other_along()
    {
        service.Vanishing.UnionWith([3, 60, 100]);

        var found = await ReadAsync(Deep);

        found.Select(one => one.Id).Except(["3", "60", "100"])
            .ShouldBe(Enumerable.Range(0, service.Count).Where(number => !service.Vanishing.Contains(number)).Select(number => $"{number}"));
    }

    /// <summary>Reads and checks that all members are there, each with so many levels.</summary>
    private async Task ReadAllAsync(ExpandWish? wish = null, int levels = 2)
    {
        var found = await ReadAsync(wish ?? Deep);
        found.Select(one => one.Id).ShouldBe(Enumerable.Range(0, service.Count).Select(number => $"{number}"));
        found.Where(one => one.Levels != 0).ShouldAllBe(one => one.Levels == levels);
    }

    private async Task<IReadOnlyList<(string? Id, long? Levels)>> ReadAsync(ExpandWish wish) =>
        await reader.CollectionAsync(
            Plain, wish, (JsonElement? member, CancellationToken _) => Task.FromResult((member.Text("Id"), member.Number("Levels"))), "read", CancellationToken.None);

    private List<string> Queries() => [.. service.Asked.Where(one => one.StartsWith(Plain + "?", StringComparison.Ordinal)).Select(one => one[Plain.Length..])];

    private int Singly() => service.Asked.Count(one => one.StartsWith(Plain + "/", StringComparison.Ordinal));

    private ResourceReader Reader(TimeSpan patience)
    {
        var host = new DriverHost
        {
            CreateClient = () => new HttpClient(service, disposeHandler: false),
            Time = time,
            Loggers = NullLoggerFactory.Instance,
            Timeouts = new DriverTimeouts(patience, patience, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)),
        };
        var pod = new PodTarget("1", "pod", new Uri("http://pod.example"), new PodCredentials("u", "p"));
        return new ResourceReader(new RedfishConnection(pod, host), time);
    }
}
