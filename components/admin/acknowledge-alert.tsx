"use client";
import { acknowledgeAlertAction } from "@/app/admin/actions";
import { StaffButton } from "./staff-button";

export const AcknowledgeAlert = ({ id }: { id: string }) => (
  <StaffButton
    name="I look after it"
    done="The alert is yours, and nobody is mailed of it any more"
    act={() => acknowledgeAlertAction({ id })}
  />
);
