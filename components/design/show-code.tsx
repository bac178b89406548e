import { CodeBlock } from "@/components/ui/code-block";
import { CodeTabs } from "@/components/ui/code-tabs";
import { DesignSection } from "./design-section";

/** Source text. */
export function ShowCode() {
  return (
    <DesignSection
      title="Code"
      rule="Short, and good to run as it stands. What a person will paste has a button that copies it."
    >
      <CodeBlock language="json" title="CodeBlock" code={'{ "quality": "default", "size_mm": 60 }'} />
      <CodeTabs
        samples={[
          { name: "curl", language: "bash", code: "curl https://printpal.example/api/v1/engines" },
          {
            name: "Python",
            language: "python",
            code: 'import requests\nrequests.get("https://printpal.example/api/v1/engines")',
          },
        ]}
      />
    </DesignSection>
  );
}
