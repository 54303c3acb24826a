using System.Net;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>What tests of accounts do again and again at the Redfish face.</summary>
internal static class AccountDriver
{
    public const string Service = "/redfish/v1/AccountService";
    public const string Accounts = Service + "/Accounts";
    public const string Roles = Service + "/Roles";
    public const string SessionService = "/redfish/v1/SessionService";
    public const string Sessions = SessionService + "/Sessions";
    public const string Systems = "/redfish/v1/Systems";
    public const string Password = "battery staple";

    /// <returns>The URI of the account.</returns>
    public static async Task<string> AddAsync(this RedfishClient redfish, string user, string role, string more = "")
    {
        var answer = await redfish.PostAsync(Accounts, $$"""{"UserName":"{{user}}","Password":"{{Password}}","RoleId":"{{role}}"{{more}}}""");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Headers["Location"];
    }

    public static Task<Answer> AsAsync(this RedfishClient redfish, string user, string method, string path, string? json = null, string password = Password) =>
        redfish.SendAsync(new HttpMethod(method), path, RedfishClient.Json(json), ("Authorization", RedfishClient.Basic(user, password).ToString()));

    public static Task<Answer> LoginAsync(this RedfishClient redfish, string user, string password = Password) => redfish.SendAsync(
        HttpMethod.Post, Sessions, RedfishClient.Json($$"""{"UserName":"{{user}}","Password":"{{password}}"}"""), ("Authorization", ""));

    public static async Task<HttpStatusCode> WithTokenAsync(this RedfishClient redfish, Answer login) =>
        (await redfish.GetAsync(Systems, ("Authorization", ""), ("X-Auth-Token", login.Headers["X-Auth-Token"]))).Status;
}
