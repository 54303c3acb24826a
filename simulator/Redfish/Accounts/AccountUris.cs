namespace Simulator.Redfish;

internal static class AccountUris
{
    public const string Service = "/redfish/v1/AccountService";
    public const string Accounts = Service + "/Accounts";
    public const string AccountRoute = Accounts + "/{id}";
    public const string Roles = Service + "/Roles";

    public static string Account(string id) => $"{Accounts}/{id}";

    public static string Role(string id) => $"{Roles}/{id}";
}
