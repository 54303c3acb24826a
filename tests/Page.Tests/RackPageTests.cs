using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Harness.Faults;
using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;
using Microsoft.Playwright;
using NUnit.Framework;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Page.Tests;

[TestFixture]
public sealed class RackPageTests
{
    private ScenarioLab _lab = null!;
    private IPage _page = null!;
    private CompositionOperator _nodes = null!;
    private FlavorOperator _flavors = null!;
    private LabClock _clock = null!;
    private List<string> _errors = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        var browser = Browser.Required();
        _lab = new ScenarioLab { ShowsInstances = true };
        await _lab.StartAsync(new RackBuilder().WithSleds(3).WithPooledDrives(2).WithAccelerators(1, "GPU"));
        await new PodManagerOperator(_lab).RegisterAsync("lab-pod");
        _flavors = new FlavorOperator(_lab);
        _nodes = new CompositionOperator(_lab, _flavors);
        _clock = new LabClock(_lab);
        await _flavors.CreateAsync("database", cores: 4, memoryMiB: 8192, pooledDrives: 1);

        _page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1500, Height = 1100 } });
        _errors = [];
        _page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Add(message.Text);
            }
        };
        _page.PageError += (_, error) => _errors.Add(error);
        await _page.GotoAsync(_lab.Addresses.Control.ToString());
        await Expect(_page.Locator("[data-connection=live]").First).ToBeVisibleAsync();
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (_page is not null)
        {
            await _page.CloseAsync();
        }

        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    [Test]
    public async Task The_racks_are_drawn_with_all_that_is_in_them()
    {
        await Expect(_page.Locator("[data-rack=r1]").First).ToBeVisibleAsync();

        (await _page.Locator("[data-system]").CountAsync()).ShouldBe(3);
        (await _page.Locator("[data-device]").CountAsync()).ShouldBe(3);
        _errors.ShouldBeEmpty();
    }

    [Test]
    public async Task An_instance_moves_through_its_steps_forward_and_back()
    {
        var instances = new InstanceOperator(_lab, _flavors);
        await new FaultInjector(_lab).StrikeAsync("ironic-verification-fails", "a step of verification", always: true);
        await _clock.FreezeAsync();

        var creating = instances.CreateAsync("db-1", "database");

        // It stands at the assembly until time goes on.
        var card = _page.Locator("[data-instance]");
        await Expect(card).ToHaveAttributeAsync("data-step", "assemble");
        await Expect(card).ToHaveAttributeAsync("data-direction", "forward");
        await Expect(card.Locator(".trail-dot[data-state=succeeded]").First).ToBeVisibleAsync();
        await Expect(card.Locator(".trail-dot[data-state=running]")).ToHaveCountAsync(1);

        await _clock.UnfreezeAsync();
        await creating;

        await Expect(card).ToHaveAttributeAsync("data-state", "error");
        await Expect(card).ToContainTextAsync("The BMC does not answer");
        foreach (var passed in (string[])["Instance db-1 is building, manage.", "Instance db-1 is building, undo"])
        {
            await Expect(_page.Locator("[data-event][data-room=valence]").Filter(new LocatorFilterOptions { HasText = passed }).First).ToBeVisibleAsync();
        }

        _errors.ShouldBeEmpty();
    }

    [Test]
    public async Task A_node_appears_while_it_is_being_composed()
    {
        await _clock.FreezeAsync();

        var composing = _nodes.ComposeAsync("db-1", "database");

        var node = _page.Locator("[data-composed-node='1']").First;
        await Expect(node).ToHaveAttributeAsync("data-state", "Assembling");
        await Expect(node).ToContainTextAsync("db-1");
        await Expect(_page.Locator("[data-system][data-node='1']").First).ToBeVisibleAsync();
        await Expect(_page.Locator("[data-device][data-node='1']").First).ToBeVisibleAsync();
        await _clock.UnfreezeAsync();
        await composing;
        _nodes.Last.Status.ShouldBe(200, _nodes.Last.Text);
        await Expect(node).ToHaveAttributeAsync("data-state", "Assembled");
    }

    [Test]
    public async Task A_broken_law_of_conservation_is_shown()
    {
        await Expect(_page.Locator(".breach-banner")).ToBeHiddenAsync();
        await _page.RouteAsync("**/sim/v1/snapshot", async route =>
        {
            var snapshot = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            snapshot["breaches"] = new JsonArray("s1 is held by 7, which does not exist.");
            await route.FulfillAsync(new RouteFulfillOptions { Json = snapshot });
        });

        await _nodes.ComposeAsync("db-1", "database");

        await Expect(_page.Locator(".breach-banner")).ToContainTextAsync("s1 is held by 7, which does not exist.");
    }

    [Test]
    public async Task A_system_leads_to_what_it_wrote_to_its_console()
    {
        await _nodes.ComposeAsync("db-1", "database");
        await _nodes.ResetAsync("db-1", "On");
        var system = (await new RackProbe(_lab, new PodProbe(_lab)).SystemOfAsync("db-1")).Id;

        await _page.Locator($"[data-system='{system}']").First.ClickAsync();
        var opened = await _page.RunAndWaitForPopupAsync(() => _page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "what it wrote" }).ClickAsync());

        opened.Url.ShouldEndWith($"/sim/v1/systems/{system}/console");
        (await opened.InnerTextAsync("body")).ShouldContain("serial");
        await opened.CloseAsync();
        _errors.ShouldBeEmpty();
    }

    [Test]
    public async Task Power_is_seen_as_it_changes()
    {
        await _nodes.ComposeAsync("db-1", "database");
        var system = _page.Locator("[data-system][data-node='1']").First;
        await _clock.FreezeAsync();

        await _nodes.ResetAsync("db-1", "On");

        await Expect(system).ToHaveAttributeAsync("data-power", "PoweringOn");
        await _clock.AdvanceAsync(TimeSpan.FromSeconds(8));
        await Expect(system).ToHaveAttributeAsync("data-power", "On");
    }

    [Test]
    public async Task A_registered_node_is_shown_with_its_provision_state()
    {
        await _nodes.ComposeAsync("db-1", "database");

        await new RegistrationOperator(_lab, _nodes).RegisterAsync("db-1");

        await Expect(_page.Locator("[data-ironic-node][data-provision-state=manageable]").First).ToContainTextAsync("db-1");
    }

    [Test]
    public async Task What_happens_is_streamed_and_a_release_empties_the_list()
    {
        await _nodes.ComposeAsync("db-1", "database");
        await Expect(_page.Locator("[data-event]").Filter(new LocatorFilterOptions { HasText = "db-1" }).First).ToBeVisibleAsync();

        await _nodes.ReleaseAsync("db-1");

        await Expect(_page.Locator("[data-composed-node]")).ToHaveCountAsync(0);
        await Expect(_page.Locator("[data-event]").Filter(new LocatorFilterOptions { HasText = "gives everything back" }).First).ToBeVisibleAsync();
        using var pod = new PodProbe(_lab);
        (await new RackProbe(_lab, pod).BreachesAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_page_that_is_opened_late_tells_what_happened_before()
    {
        await _nodes.ComposeAsync("db-1", "database");

        await _page.ReloadAsync();

        await Expect(_page.Locator("[data-event]").Filter(new LocatorFilterOptions { HasText = "db-1" }).First).ToBeVisibleAsync();
        await Expect(_page.Locator("[data-event]").Filter(new LocatorFilterOptions { HasText = "is served" }).First).ToBeVisibleAsync();
    }

    [TestCase(1500, 1100)]
    [TestCase(390, 844)]
    public async Task It_has_no_accessibility_violations(int width, int height)
    {
        await _nodes.ComposeAsync("db-1", "database");
        await new RegistrationOperator(_lab, _nodes).RegisterAsync("db-1");
        await Expect(_page.Locator("[data-composed-node='1']").First).ToBeVisibleAsync();
        await _page.SetViewportSizeAsync(width, height);

        var result = await _page.RunAxe();

        result.Violations.Select(v => $"{v.Id}: {v.Help} ({v.Nodes.Length} places, first {v.Nodes[0].Html})").ShouldBeEmpty();
    }

    [Test]
    public async Task A_lost_simulator_is_told()
    {
        await _lab.DisposeAsync();

        await Expect(_page.Locator("[data-connection=lost]").First).ToBeVisibleAsync();
    }
}
