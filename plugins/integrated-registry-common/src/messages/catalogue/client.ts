/** What the client says where no backend of this version has answered. */
export const clientMessages = {
  CLIENT_NO_SUCH_INTEGRATION: 'There is no integration with the id {{id}}',
  CLIENT_ANSWER_UNEXPECTED:
    "The backend's answer to {{call}} is not what this version expects ({{path}}: {{problem}}). Check that the Integrated Registry's packages have the same version",
  CLIENT_ANSWER_WITHOUT_REASON:
    "{{call}} was answered with {{answer}}, without a reason. Something between here and the Integrated Registry's backend may have answered",
  CLIENT_ANSWER_NOT_JSON:
    "{{call}} was answered with {{answer}} and {{type}} that is not JSON. Check that the Integrated Registry's backend is installed, and that no proxy or login page stands before it",
} as const;
